import { type Catalogue, expandActions } from '../../catalogue';
import type { PolicyDocument, Statement } from '../../document';
import { everyResourcePolicy } from '../resourcePolicies';
import type { RolePair } from '../types';

/** A pair from which one thing was taken away, or in which one is wider than it was. */
export interface Mutation {
  what: string;
  pair: RolePair;
}

/** The pair without each statement, each action, each condition key and each resource. */
export function lossesOf(pair: RolePair): Mutation[] {
  return mutationsOf(pair, lessOf);
}

/**
 * The pair with a `*` behind each resource of a statement that allows, and with all actions of the service in place of each of its
 * actions.
 */
export function wideningsOf(pair: RolePair, catalogue: Catalogue): Mutation[] {
  return mutationsOf(pair, statement =>
    statement.Effect === 'Allow' ? moreOf(statement, catalogue) : [],
  );
}

/** The pair with an example in place of each pattern, among resources and values of conditions. */
export function narrowingsOf(pair: RolePair): Mutation[] {
  return mutationsOf(pair, statement =>
    statement.Effect === 'Allow' ? narrowerOf(statement) : [],
  );
}

/** What was changed, and what stands in place of the statement. */
type Change = [string, Statement[]];

function mutationsOf(
  pair: RolePair,
  changesOf: (statement: Statement) => Change[],
): Mutation[] {
  return documentsOf(pair).flatMap(([name, document], place) =>
    document.Statement.flatMap((statement, index) =>
      changesOf(statement).map(([change, changed]) => {
        const copy: RolePair = JSON.parse(JSON.stringify(pair));
        documentsOf(copy)[place][1].Statement.splice(index, 1, ...changed);
        return {
          what: `${name}: ${statement.Sid ?? index} ${change}`,
          pair: copy,
        };
      }),
    ),
  );
}

function documentsOf(pair: RolePair): Array<[string, PolicyDocument]> {
  const roles = [pair.platform, pair.external, ...pair.executionRoles];
  return [
    ...roles.flatMap(({ name, trustPolicy, policies }) => [
      [`trust of ${name}`, trustPolicy] as [string, PolicyDocument],
      ...policies.map((policy): [string, PolicyDocument] => [
        `${policy.name} of ${name}`,
        policy.document,
      ]),
    ]),
    ...everyResourcePolicy(pair).map(
      ({ resource, policy }): [string, PolicyDocument] => [
        `policy of ${resource}`,
        policy.document,
      ],
    ),
  ];
}

function lessOf(statement: Statement): Change[] {
  return [
    ['as a whole', []],
    ...without(statement.Action).map(
      ([one, Action]): Change => [`without ${one}`, [{ ...statement, Action }]],
    ),
    ...without(statement.Resource).map(
      ([one, Resource]): Change => [
        `without ${one}`,
        [{ ...statement, Resource }],
      ],
    ),
    ...withoutConditions(statement),
  ];
}

function moreOf(statement: Statement, catalogue: Catalogue): Change[] {
  const { Action = [], Resource = [] } = statement;
  // `rds-db:connect` is the only action of its service.
  const hasOthers = (action: string) =>
    expandActions(catalogue, everyActionOf(action)).length > 1;
  return [
    ...Action.filter(hasOthers).map((one): Change => {
      const every = everyActionOf(one);
      return [
        `with ${every} for ${one}`,
        [{ ...statement, Action: replaced(Action, one, every) }],
      ];
    }),
    ...Resource.filter(one => !one.endsWith('*')).map(
      (one): Change => [
        `with * behind ${one}`,
        [{ ...statement, Resource: replaced(Resource, one, `${one}*`) }],
      ],
    ),
  ];
}

function everyActionOf(action: string): string {
  return `${action.split(':')[0]}:*`;
}

function narrowerOf(statement: Statement): Change[] {
  const { Resource = [], Condition = {} } = statement;
  return [
    ...Resource.filter(isPattern).map(
      (one): Change => [
        `with an example of ${one}`,
        [{ ...statement, Resource: replaced(Resource, one, exampleOf(one)) }],
      ],
    ),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) =>
        values.filter(isPattern).map((one): Change => {
          const narrower = {
            ...keys,
            [key]: replaced(values, one, exampleOf(one)),
          };
          return [
            `with an example of ${one} for ${key}`,
            [
              {
                ...statement,
                Condition: { ...Condition, [operator]: narrower },
              },
            ],
          ];
        }),
      ),
    ),
  ];
}

function isPattern(text: string): boolean {
  return text !== '*' && /[*?]/.test(text);
}

function exampleOf(pattern: string): string {
  return pattern.replaceAll('*', 'example').replaceAll('?', '1');
}

function replaced(list: string[], one: string, other: string): string[] {
  return list.map(item => (item === one ? other : item));
}

/** A list without each of its items, unless that leaves none. */
function without(list: string[] = []): Array<[string, string[]]> {
  return list.length > 1
    ? list.map(one => [one, list.filter(other => other !== one)])
    : [];
}

function withoutConditions(statement: Statement): Change[] {
  const { Condition = {}, ...others } = statement;
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key): Change => {
      const { [key]: _, ...otherKeys } = keys;
      const { [operator]: __, ...otherOperators } = Condition;
      const left = Object.keys(otherKeys).length
        ? { ...otherOperators, [operator]: otherKeys }
        : otherOperators;
      return [
        `without ${operator} ${key}`,
        [Object.keys(left).length ? { ...others, Condition: left } : others],
      ];
    }),
  );
}
