import { type Catalogue, expandActions } from '../../catalogue';
import type { ConditionBlock, Statement } from '../../document';
import type { NamedPolicy, RequestContext } from '../../evaluator';

/**
 * The statements that allow an action, by action. What is not among them is allowed by nothing, so it needs no search.
 *
 * Of a service that the catalogue does not have, there are those actions that the statements name; a pattern stands for an action
 * of its own.
 */
export function grantsByAction(
  policies: NamedPolicy[],
  catalogue: Catalogue,
): Map<string, Statement[]> {
  const grants = new Map<string, Statement[]>();
  for (const statement of policies.flatMap(({ document }) =>
    document.Statement.filter(({ Effect }) => Effect === 'Allow'),
  )) {
    const { Action = ['*'] } = statement;
    const actions = Action.flatMap(pattern => {
      const known = expandActions(catalogue, pattern);
      return known.length ? known : [exampleOf(pattern)];
    });
    for (const action of new Set(actions)) {
      grants.set(action, [...(grants.get(action) ?? []), statement]);
    }
  }
  return grants;
}

/** A resource for each pattern of the statements. */
export function resourcesOf(statements: Statement[]): string[] {
  return statements.flatMap(({ Resource = [] }) => Resource.map(exampleOf));
}

/** For each statement a context with the first value of each of its keys, and one with each other value. */
export function contextsOf(statements: Statement[]): RequestContext[] {
  return statements.flatMap(({ Condition = {} }) => {
    const values = valuesByKey(Condition);
    const first = Object.fromEntries(values.map(([key, [one]]) => [key, one]));
    return [
      first,
      ...values.flatMap(([key, [, ...others]]) =>
        others.map(other => ({ ...first, [key]: other })),
      ),
    ];
  });
}

function valuesByKey(condition: ConditionBlock): Array<[string, string[]]> {
  return Object.values(condition).flatMap(keys =>
    Object.entries(keys).map(([key, values]): [string, string[]] => [
      key,
      values.map(exampleOf),
    ]),
  );
}

function exampleOf(pattern: string): string {
  return pattern === '*'
    ? pattern
    : pattern.replaceAll('*', 'example').replaceAll('?', '1');
}
