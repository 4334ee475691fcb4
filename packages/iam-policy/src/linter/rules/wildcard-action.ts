import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { granting, isWholeService } from '../meaning';

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
  granting(context).flatMap(({ actions }) =>
    actions
      .filter(({ text }) => isWholeService(text))
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
