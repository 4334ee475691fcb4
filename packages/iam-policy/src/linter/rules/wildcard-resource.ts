import { resourceTypesOf } from '../../catalogue';
import { finding, type Rule } from '../context';
import { replaceStatement } from '../corrections';
import { grantingIdentity, isEveryResource, isWholeService } from '../meaning';
import { scopedStatements } from '../scoping';
import type { LintedStatement } from '../text';
import { listed } from '../words';

/** `Resource: "*"` beside actions that can be narrowed to a resource. */
export const wildcardResource: Rule = context =>
  grantingIdentity(context).flatMap(statement => {
    const everything = statement.resources.find(({ text }) =>
      isEveryResource(text),
    );
    const narrowable = statement.actions
      .filter(({ text }) => !isWholeService(text))
      .flatMap(({ text }) => context.reach(text))
      .filter(action => resourceTypesOf(context.catalogue, action).length > 0);
    if (
      !everything ||
      narrowable.length === 0 ||
      isNarrowed(statement, narrowable)
    ) {
      return [];
    }
    const changing = narrowable.some(
      action =>
        !['Read', 'List'].includes(
          context.catalogue.action(action)?.accessLevel ?? 'Read',
        ),
    );
    return [
      finding(
        context,
        {
          rule: 'wildcard-resource',
          severity: changing ? 'error' : 'warning',
          source:
            'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
        },
        everything.node,
        `${listed(narrowable)} can be narrowed to single resources, but stand${
          narrowable.length === 1 ? 's' : ''
        } beside "*": everything of the account is open to whoever has this policy.`,
        replaceStatement(
          context,
          statement,
          scopedStatements(context, statement),
        ),
      ),
    ];
  });

/** Conditions on the resource or on what the action does: `aws:ResourceTag/team`, `cloudwatch:namespace`. */
function isNarrowed(
  { conditions }: LintedStatement,
  actions: string[],
): boolean {
  const services = actions.map(action => action.split(':')[0]);
  return conditions.some(
    ({ key }) =>
      /^aws:resource(tag\/|account|org)/i.test(key) ||
      services.includes(key.split(':')[0].toLowerCase()),
  );
}
