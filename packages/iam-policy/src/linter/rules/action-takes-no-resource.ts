import { parseArn } from '../../arn';
import { resourceTypesOf } from '../../catalogue';
import { finding, type LintContext, type Rule } from '../context';
import { replaceStatement } from '../corrections';
import { isEveryResource, isWholeService } from '../meaning';
import { scopedStatements } from '../scoping';
import type { LintedStatement } from '../text';
import type { Finding } from '../types';

/** Actions that only `*` matches, beside an ARN: the statement never applies to them. */
export const actionTakesNoResource: Rule = context =>
  ['trust', 'resource', 'resource-control'].includes(context.kind)
    ? []
    : context.statements
        .filter(
          ({ resources }) =>
            resources.length > 0 &&
            resources.every(
              ({ text }) =>
                parseArn(text) && !isEveryResource(text) && !/:\*$/.test(text),
            ),
        )
        .flatMap(statement => inStatement(context, statement));

function inStatement(
  context: LintContext,
  statement: LintedStatement,
): Finding[] {
  const useless = statement.actions.filter(({ text }) => {
    const reached = context.reach(text);
    return (
      !isWholeService(text) &&
      reached.length > 0 &&
      reached.every(
        action => resourceTypesOf(context.catalogue, action).length === 0,
      )
    );
  });
  if (useless.length === 0) {
    return [];
  }
  const correction = replaceStatement(
    context,
    statement,
    scopedStatements(context, statement),
  );
  return useless.map(({ text, node }) =>
    finding(
      context,
      {
        rule: 'action-takes-no-resource',
        severity: 'error',
        source:
          'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      },
      node,
      `${text} takes no resource: only "*" matches it, so beside these ARNs it is never ${
        statement.effect === 'Deny' ? 'denied' : 'allowed'
      }.`,
      correction,
    ),
  );
}
