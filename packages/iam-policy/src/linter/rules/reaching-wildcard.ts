import type { Node } from 'jsonc-parser';
import { finding, type LintContext, type Rule } from '../context';
import { granting, hasWildcard, isWholeService } from '../meaning';
import { hasPlaceholder, listed } from '../words';

/** Names that say so themselves; here and there AWS files one of them under another level. */
const READS = /:(BatchGet|Describe|Get|List)[^*?]*[*?]/i;

/** Wildcards in actions that reach more than reading. */
export const reachingWildcard: Rule = context =>
  granting(context).flatMap(({ actions }) =>
    actions
      .filter(
        ({ text }) =>
          hasWildcard(text) &&
          !isWholeService(text) &&
          !READS.test(text) &&
          !hasPlaceholder(text),
      )
      .flatMap(({ text, node }) => {
        const reached = context.reach(text);
        const levels = reached.map(
          action => context.catalogue.action(action)?.accessLevel,
        );
        const managing = reached.filter(
          (_, index) => levels[index] === 'Permissions management',
        );
        const writing = reached.filter((_, index) => levels[index] === 'Write');
        if (managing.length === 0 && writing.length === 0) {
          return [];
        }
        const worst = managing.length > 0 ? managing : writing;
        return [
          finding(
            context,
            {
              rule: 'reaching-wildcard',
              severity:
                managing.length > 0 || /^iam:/i.test(text)
                  ? 'error'
                  : 'warning',
              source:
                'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
            },
            node,
            `${text} reaches ${reached.length} actions; ${listed(
              worst,
            )} among them ${
              managing.length > 0 ? 'change who may do what' : 'change things'
            }, and AWS may add more. Name the actions that are needed.`,
            spelledOut(context, node, reached),
          ),
        ];
      }),
  );

function spelledOut({ text }: LintContext, node: Node, actions: string[]) {
  const start = node.offset;
  const end = start + node.length;
  const values = actions.map(action => JSON.stringify(action));
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const before = text.slice(lineStart, start);
  const separator = /^\s*$/.test(before) ? `,\n${before}` : ', ';
  return {
    start,
    end,
    text:
      node.parent?.type === 'array'
        ? values.join(separator)
        : `[${values.join(', ')}]`,
  };
}
