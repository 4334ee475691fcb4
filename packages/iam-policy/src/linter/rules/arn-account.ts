import { isAccountId, parseArn } from '../../arn';
import { finding, type Rule, type RuleFacts } from '../context';
import { replaceNode } from '../corrections';

const facts: RuleFacts = {
  rule: 'arn-account',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse',
};

/** Accounts that have not twelve digits, and variables where IAM knows none: in front of the fifth colon. */
export const arnAccount: Rule = context =>
  context.statements.flatMap(({ resources, notResources }) =>
    [...resources, ...notResources].flatMap(({ text, node }) => {
      const arn = parseArn(text);
      const head = headOf(text);
      if (!arn) {
        return [];
      }
      if (head.includes('${')) {
        return [
          finding(
            context,
            facts,
            node,
            'IAM fills variables in only behind the fifth colon of an ARN. This one stands in front of it, so the ARN matches nothing.',
            replaceNode(
              node,
              head.replace(/\$\{[^{}]*\}/g, '<value>') +
                text.slice(head.length),
            ),
          ),
        ];
      }
      return /^\d+$/.test(arn.accountId) && !isAccountId(arn.accountId)
        ? [
            finding(
              context,
              facts,
              node,
              `${arn.accountId} is no account: an account id has twelve digits, leading zeros count. The ARN matches nothing.`,
              replaceNode(
                node,
                text.replace(`:${arn.accountId}:`, ':<account-id>:'),
              ),
            ),
          ]
        : [];
    }),
  );

/** What stands in front of the fifth colon. A variable has colons of its own. */
function headOf(text: string): string {
  const plain = text.replace(/\$\{[^{}]*\}/g, variable =>
    '$'.repeat(variable.length),
  );
  return text.slice(0, plain.split(':', 5).join(':').length);
}
