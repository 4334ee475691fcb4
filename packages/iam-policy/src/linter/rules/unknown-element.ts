import { finding, type LintContext, type Rule } from '../context';
import { removeAt, replaceNode } from '../corrections';
import type { LintedElement } from '../text';
import { hasPlaceholder, nearest } from '../words';

const OF_POLICY = ['Version', 'Id', 'Statement'];
const OF_STATEMENT = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** Elements that IAM's grammar does not know: it refuses the whole policy. */
export const unknownElement: Rule = context => [
  ...unknown(context, context.elements, OF_POLICY, []),
  ...context.statements.flatMap(({ elements, path }) =>
    unknown(context, elements, OF_STATEMENT, path),
  ),
];

function unknown(
  context: LintContext,
  elements: LintedElement[],
  names: string[],
  path: Array<string | number>,
) {
  const present = elements.map(({ name }) => name);
  return elements
    .filter(({ name }) => !names.includes(name) && !hasPlaceholder(name))
    .map(({ name, key }) => {
      const meant = nearest(
        name,
        names.filter(known => !present.includes(known)),
      );
      return finding(
        context,
        {
          rule: 'unknown-element',
          severity: 'error',
          source:
            'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
        },
        key,
        meant
          ? `"${name}" is no element of a policy; "${meant}" is. IAM refuses the policy.`
          : `"${name}" is no element of a policy. IAM refuses the policy.`,
        meant ? replaceNode(key, meant) : removeAt(context, [...path, name]),
      );
    });
}
