import { parseArn } from '../../arn';
import {
  builtInCatalogue,
  managesPermissions,
  resourceTypesOf,
} from '../../catalogue';
import type { ConditionBlock, Statement } from '../../document';
import { takes, written } from './ownActions';

/** Services whose actions make people or roles more powerful, whatever their level: the way around every boundary. */
const guarded =
  /^(iam|sts|organizations|account|sso|sso-directory|identitystore|ram):/i;

/** AWS files them under writing, but they make people and roles administrators of clusters. */
const clusterAccess =
  /^eks:(Create|Update)AccessEntry$|^eks:AssociateAccessPolicy$/i;

/** Operators of which a value that meets the condition can be read off. */
const operators = [
  'StringEquals',
  'StringLike',
  'ArnEquals',
  'ArnLike',
  'Bool',
];

/**
 * Why a statement is not taken over, a sentence each:
 *
 * - it does not allow, names principals, or says what is not meant (`NotAction`, `NotResource`);
 * - an action is malformed, not in its service, all of a service, or a pattern of a service that is not in the catalogue;
 * - an action hands out permissions: all of IAM, STS, Organizations and the like, every action that AWS sorts under permissions
 *   management, and access to EKS clusters;
 * - a resource is `*` for an action that takes one, is no ARN, leaves service, account, bucket or the beginning of a name open, has
 *   variables or characters that no ARN has, or fits no action;
 * - a condition has another operator than `StringEquals`, `StringLike`, `ArnEquals`, `ArnLike` and `Bool`, has variables or
 *   characters that IAM refuses, or compares a key twice.
 */
export function problemsOf(statement: Statement): string[] {
  const shape = shapeProblems(statement);
  if (shape.length > 0) {
    return shape;
  }
  const { Action = [], Resource = [], Condition = {} } = statement;
  const problems = [
    ...Action.flatMap(actionProblems),
    ...Resource.flatMap(resourceProblems),
    ...conditionProblems(Condition),
  ];
  return problems.length > 0 ? problems : pairingProblems(Action, Resource);
}

function shapeProblems(statement: Statement): string[] {
  const { Effect, Principal, NotPrincipal, NotAction, NotResource } = statement;
  return [
    ...(Effect === 'Deny'
      ? ['say only what is allowed: what no statement allows is denied']
      : []),
    ...(Principal || NotPrincipal
      ? ['leave principals out: the statement belongs to a role']
      : []),
    ...(NotAction ? ['name the actions that are meant, with Action'] : []),
    ...(NotResource || !statement.Resource
      ? ['name the resources that are meant, with Resource']
      : []),
  ];
}

function actionProblems(action: string): string[] {
  if (!/^[a-z0-9-]+:[A-Za-z0-9*?]*[A-Za-z0-9][A-Za-z0-9*?]*$/.test(action)) {
    return [
      `${action}: write service:Action, the service in lower case; all of a service is too much`,
    ];
  }
  const [prefix] = action.split(':');
  const service = builtInCatalogue.service(prefix);
  const actions = written(action);
  if (guarded.test(action)) {
    return [`${action}: hands out permissions and is not taken over`];
  }
  if (!service && /[*?]/.test(action)) {
    return [`${action}: write the actions of ${prefix} out`];
  }
  if (service && actions.length === 0) {
    return [`${action}: is no action of ${prefix}`];
  }
  const granting = actions.find(
    name => managesPermissions(name) || clusterAccess.test(name),
  );
  return granting
    ? [`${action}: ${granting} hands out permissions and is not taken over`]
    : [];
}

function resourceProblems(resource: string): string[] {
  if (resource === '*') {
    return [];
  }
  const arn = parseArn(resource);
  if (!arn) {
    return [`${resource}: use an ARN`];
  }
  const { partition, service, region, accountId } = arn;
  const [begin] = arn.resource.split('/');
  return [
    ...(/^[\x20-\x7e]*$/.test(resource)
      ? []
      : [
          `${resource}: use plain letters, digits and signs: others only look alike`,
        ]),
    ...(resource.includes('$')
      ? [`${resource}: policy variables are not taken over`]
      : []),
    ...(/[*?]/.test(`${partition}${service}${region}${accountId}`) ||
    /^[*?]/.test(arn.resource)
      ? [`${resource}: leave only the end of the ARN open`]
      : []),
    ...(!accountId && /[*?]/.test(begin)
      ? [
          `${resource}: write ${begin} out: the ARN says no account, so it reaches whatever anybody names alike`,
        ]
      : []),
  ];
}

function conditionProblems(condition: ConditionBlock): string[] {
  const keys = Object.values(condition)
    .flatMap(Object.keys)
    .map(key => key.toLowerCase());
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  return [
    ...(repeated ? [`${repeated}: compare it once, in one operator`] : []),
    ...Object.entries(condition).flatMap(operatorProblems),
  ];
}

function operatorProblems([operator, keys]: [
  string,
  Record<string, string[]>,
]): string[] {
  const values = Object.values(keys).flat();
  return [
    ...([...Object.keys(keys), ...values].every(isTaken)
      ? []
      : [`${operator}: use characters that IAM takes, U+0020 to U+00FF`]),
    ...(operators.includes(operator)
      ? []
      : [`${operator}: use one of ${operators.join(', ')}`]),
    ...(values.some(value => value.includes('$'))
      ? [`${operator}: policy variables are not taken over`]
      : []),
    ...(operator === 'Bool' && !values.every(isTruth)
      ? ['Bool: compare with true or false']
      : []),
    ...(operator === 'StringEquals' && values.some(hasWildcard)
      ? ['StringEquals: * and ? stand for themselves; use StringLike']
      : []),
  ];
}

/** What is there for itself alone: an action without a resource of its own, a resource that no action takes. */
function pairingProblems(actions: string[], resources: string[]): string[] {
  const pairs = actions.map(action => ({ action, names: written(action) }));
  return [
    ...pairs
      .filter(
        ({ names }) =>
          !names.some(name =>
            resources.some(resource => takes(name, resource)),
          ),
      )
      .map(
        ({ action, names }) =>
          `${action}: ${
            names.some(name => resourceTypesOf(builtInCatalogue, name).length)
              ? 'name the resources of the kind that it takes'
              : 'takes no resource: give it a statement with "*"'
          }`,
      ),
    ...resources
      .filter(
        resource =>
          !pairs.some(({ names }) => names.some(name => takes(name, resource))),
      )
      .map(resource => `${resource}: is taken by none of the actions`),
  ];
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
function isTaken(text: string): boolean {
  return /^[\x20-\xff]*$/.test(text);
}

function isTruth(text: string): boolean {
  return text === 'true' || text === 'false';
}

function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}
