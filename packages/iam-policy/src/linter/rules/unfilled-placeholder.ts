import type { Finding } from '../types';
import { finding, type LintContext, type Rule } from '../context';
import { replaceNode } from '../corrections';
import type { LintedText } from '../text';
import { hasPlaceholder } from '../words';

/** Placeholders that nobody filled in: the value matches nothing. */
export const unfilledPlaceholder: Rule = context =>
  context.statements.flatMap(statement =>
    [
      ...statement.principals,
      ...statement.notPrincipals,
      ...statement.actions,
      ...statement.notActions,
      ...statement.resources,
      ...statement.notResources,
      ...statement.conditions.flatMap(
        ({ operator, operatorNode, key, keyNode, values }) => [
          { text: operator, node: operatorNode },
          { text: key, node: keyNode },
          ...values,
        ],
      ),
    ]
      .filter(value => isUnfilled(context, value))
      .map(value => toFinding(context, value)),
  );

function isUnfilled({ text }: LintContext, value: LintedText): boolean {
  return hasPlaceholder(value.text) && text[value.node.offset] === '"';
}

function toFinding(context: LintContext, { text, node }: LintedText): Finding {
  return finding(
    context,
    {
      rule: 'unfilled-placeholder',
      severity: 'warning',
      source:
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    },
    node,
    'A placeholder is left here. IAM takes it as plain text, which matches nothing, or refuses it.',
    replaceNode(
      node,
      text.replace(
        /\{\{([^{}]*)\}\}/g,
        (_, name: string) =>
          `<${name
            .trim()
            .toLowerCase()
            .replace(/[\s_]+/g, '-')}>`,
      ),
    ),
  );
}
