import { finding, type Rule, type RuleFacts } from '../context';
import { replaceNode } from '../corrections';

const facts: RuleFacts = {
  rule: 'policy-version',
  severity: 'warning',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
};

/** Without the current version, policy variables are plain text. */
export const policyVersion: Rule = context => {
  const { root, bare, elements, text } = context;
  if (!root || root.type !== 'object' || bare) {
    return [];
  }
  const version = elements.find(({ name }) => name === 'Version');
  const severity = /\$\{(aws|s3|sts|iam|saml)[:;]/.test(text)
    ? 'error'
    : facts.severity;
  if (!version) {
    const start = root.offset + 1;
    const separator = elements.length > 0 ? ',' : '';
    return [
      {
        ...facts,
        severity,
        place: context.placeAt(root.offset, start),
        message:
          'Version is missing, so IAM reads the policy in the language of 2008: variables such as ${aws:username} are plain text there.',
        correction: {
          start,
          end: start,
          text: `\n  "Version": "2012-10-17"${separator}`,
        },
      },
    ];
  }
  if (version.value.value === '2012-10-17') {
    return [];
  }
  return version.value.value === '2008-10-17'
    ? [
        finding(
          context,
          { ...facts, severity },
          version.value,
          'The language of 2008 knows no variables: ${aws:username} is plain text in it. Use the current one.',
          replaceNode(version.value, '2012-10-17'),
        ),
      ]
    : [
        finding(
          context,
          { ...facts, severity: 'error' },
          version.value,
          'Version is not the date of the policy but of its language: IAM takes only "2012-10-17" and "2008-10-17".',
          replaceNode(version.value, '2012-10-17'),
        ),
      ];
};
