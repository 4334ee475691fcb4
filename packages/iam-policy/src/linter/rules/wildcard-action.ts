import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { granting, isWholeService } from '../meaning';
import type { LintedPrincipal } from '../text';
import { isAccountRoot } from '../trust';

/** Services with whose whole one can give oneself anything else. */
const KEYS_TO_ALL = [
  '*',
  'iam',
  'sts',
  'organizations',
  'sso',
  'sso-directory',
];

/** `*` and `service:*` in what a statement allows. */
export const wildcardAction: Rule = context =>
  granting(context).flatMap(({ actions, principals }) =>
    actions
      .filter(
        ({ text }) =>
          isWholeService(text) && !isKeyAdministration(text, principals),
      )
      .map(({ text, node }) => {
        const service = text.split(':')[0];
        const all = /^\*+$/.test(text);
        return finding(
          context,
          {
            rule: 'wildcard-action',
            severity: KEYS_TO_ALL.includes(all ? '*' : service.toLowerCase())
              ? 'error'
              : 'warning',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
          },
          node,
          all
            ? 'This allows every action of every service, also those that AWS will add. Name the actions that are needed.'
            : `This allows every action of ${service}, deleting and sharing too, and those that AWS will add. Name the actions that are needed.`,
          replaceNode(node, all ? '<service>:<action>' : `${service}:<action>`),
        );
      }),
  );

/**
 * What AWS itself writes into the policy of each key: the account decides. Without it nobody could change the key any more.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function isKeyAdministration(
  action: string,
  principals: LintedPrincipal[],
): boolean {
  return (
    /^kms:\*$/i.test(action) &&
    principals.length > 0 &&
    principals.every(isAccountRoot)
  );
}
