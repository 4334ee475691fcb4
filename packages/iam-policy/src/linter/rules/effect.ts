import { finding, type Rule, type RuleFacts } from '../context';
import { replaceNode, setAt } from '../corrections';

const facts: RuleFacts = {
  rule: 'effect',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html',
};

/** A statement without Effect, or with one that is neither Allow nor Deny. */
export const effect: Rule = context =>
  context.statements.flatMap(({ node, path, elements }) => {
    const element = elements.find(({ name }) => name === 'Effect');
    if (!element) {
      return [
        finding(
          context,
          facts,
          node,
          'Effect is missing: IAM does not guess whether the statement allows or denies, it refuses the policy.',
          setAt(context, [...path, 'Effect'], 'Allow'),
        ),
      ];
    }
    const { value } = element;
    return value.value === 'Allow' || value.value === 'Deny'
      ? []
      : [
          finding(
            context,
            facts,
            value,
            'Effect is "Allow" or "Deny", written exactly so.',
            replaceNode(
              value,
              /^de/i.test(String(value.value)) ? 'Deny' : 'Allow',
            ),
          ),
        ];
  });
