import { parseArn } from '../../arn';
import { resourceTypesOf } from '../../catalogue';
import { finding, type Rule } from '../context';
import { replaceStatement } from '../corrections';
import { isEveryResource, isWholeService } from '../meaning';
import { scopedStatements } from '../scoping';

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
        .flatMap(statement =>
          statement.actions
            .filter(({ text }) => {
              const reached = context.reach(text);
              return (
                !isWholeService(text) &&
                reached.length > 0 &&
                reached.every(
                  action =>
                    resourceTypesOf(context.catalogue, action).length === 0,
                )
              );
            })
            .map(({ text, node }) =>
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
                replaceStatement(
                  context,
                  statement,
                  scopedStatements(context, statement),
                ),
              ),
            ),
        );
