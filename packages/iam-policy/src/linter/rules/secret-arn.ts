import { parseArn } from '../../arn';
import { finding, type Rule, type RuleFacts } from '../context';
import { replaceNode } from '../corrections';

const facts: RuleFacts = {
  rule: 'secret-arn',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html',
};

/** Secrets without the six characters behind their name, and patterns that reach a neighbour's secrets. */
export const secretArn: Rule = context =>
  context.statements.flatMap(({ resources, effect }) =>
    resources.flatMap(({ text, node }) => {
      const arn = parseArn(text);
      const name = /^secret:(.*)$/.exec(arn?.resource ?? '')?.[1];
      if (arn?.service !== 'secretsmanager' || !name) {
        return [];
      }
      if (isWithoutSuffix(name)) {
        return [
          finding(
            context,
            facts,
            node,
            'The ARN of a secret ends with "-" and six random characters. Without them it matches nothing; -?????? stands for them.',
            replaceNode(node, `${text}-??????`),
          ),
        ];
      }
      if (effect === 'Allow' && /^\*+$/.test(name)) {
        return [
          finding(
            context,
            facts,
            node,
            'These are all secrets of the account. Name one with -?????? behind it, or those below a path.',
            replaceNode(
              node,
              `${text.slice(0, text.length - name.length)}<path>/*`,
            ),
          ),
        ];
      }
      const prefix = /^(.*?[^/!*?])\*$/.exec(name)?.[1];
      if (effect !== 'Allow' || !prefix) {
        return [];
      }
      const instead = prefix.endsWith('-') ? `${prefix}??????` : `${prefix}/*`;
      return [
        finding(
          context,
          { ...facts, severity: prefix.endsWith('-') ? 'warning' : 'error' },
          node,
          `${prefix}* is more than it looks like: ${prefix}${
            prefix.endsWith('-') ? '' : '-'
          }dev/… matches, too. ${
            prefix.endsWith('-')
              ? 'One secret is its name and -??????.'
              : 'Put a slash before the star.'
          }`,
          replaceNode(node, text.slice(0, text.length - name.length) + instead),
        ),
      ];
    }),
  );

function isWithoutSuffix(name: string): boolean {
  return !/[*?>}]$/.test(name) && !/-[A-Za-z0-9]{6}$/.test(name);
}
