import { type Condition } from './conditions';
import { type Finding, type Layer, matchesCaller } from './layers';
import {
  type CompiledStatement,
  compilePolicy,
  type PreparedRequest,
} from './statements';
import { type NamedPolicy, type PolicyRole, type Reason } from './types';

const nouns: Record<PolicyRole, string> = {
  identity: 'identity policy',
  'permissions-boundary': 'permissions boundary',
  session: 'session policy',
  resource: 'resource policy',
  'service-control': 'service control policy',
  'resource-control': 'resource control policy',
};

/** Longest quoted text and list in a sentence; what follows is cut. */
const LONGEST_TEXT = 120;
const LONGEST_LIST = 3;

export function explainAllowance(
  finding: Finding,
  request: PreparedRequest,
): Reason {
  return {
    ...place(finding),
    effect: 'allows',
    text: `${named(finding)} allows ${call(request)}.`,
  };
}

export function explainDenial(
  finding: Finding,
  request: PreparedRequest,
): Reason {
  const because = finding.statement.conditions
    .slice(0, LONGEST_LIST)
    .map(
      ({ operator, key }) =>
        ` Its condition ${operator} on ${key} holds: ${carried(key, request)}.`,
    );
  return {
    ...place(finding),
    effect: 'denies',
    text: `${named(finding)} denies ${call(request)}.${because.join('')}`,
  };
}

/** What is missing in a layer, with the statement that came nearest. */
export function explainMissing(layer: Layer, request: PreparedRequest): Reason {
  const noun = nouns[layer.role];
  const text =
    layer.policies.length === 0
      ? `There is no ${noun} that allows ${call(request)}.`
      : `No ${noun} allows ${call(request)}.`;
  const miss = nearestMiss(layer, request);
  if (!miss) {
    return { policyRole: layer.role, effect: 'is-missing', text };
  }
  return {
    ...place(miss),
    effect: 'is-missing',
    text: `${text} ${named(miss)} is the nearest, but ${why(miss, request)}.`,
  };
}

interface Miss extends Finding {
  resource: boolean;
  principal: boolean;
  conditions: Condition[];
}

/** Of the statements that allow the action: the one with least against it. */
function nearestMiss(
  { role, policies }: Layer,
  request: PreparedRequest,
): Miss | undefined {
  let nearest: Miss | undefined;
  for (const policy of policies) {
    for (const statement of compilePolicy(policy.document).allowances) {
      if (statement.matchesAction(request.lowerAction)) {
        const miss = missOf(role, policy, statement, request);
        nearest =
          nearest && distance(nearest) <= distance(miss) ? nearest : miss;
      }
    }
  }
  return nearest;
}

function missOf(
  role: PolicyRole,
  policy: NamedPolicy,
  statement: CompiledStatement,
  request: PreparedRequest,
): Miss {
  return {
    role,
    policy,
    statement,
    resource: statement.matchesResource(request.resource, request.context),
    principal: matchesCaller(role, statement, request),
    conditions: statement.conditions.filter(
      condition => !condition.holds(request.context),
    ),
  };
}

/** A wrong resource weighs more than a wrong principal, and that more than any number of conditions. */
function distance({ resource, principal, conditions }: Miss): number {
  return (
    (resource ? 0 : 2) +
    (principal ? 0 : 1) +
    conditions.length / (conditions.length + 1)
  );
}

function why(miss: Miss, request: PreparedRequest): string {
  const { Resource, NotResource } = miss.statement.source;
  const reasons: string[] = [];
  if (!miss.resource) {
    reasons.push(
      Resource
        ? `its Resource is ${list(Resource)}`
        : `its NotResource leaves out ${list(NotResource ?? [])}`,
    );
  }
  if (!miss.principal) {
    reasons.push(`it does not mean ${quoted(request.caller.principal)}`);
  }
  for (const condition of miss.conditions.slice(0, LONGEST_LIST)) {
    reasons.push(unmet(condition, request));
  }
  return reasons.join(', and ');
}

function unmet(
  { operator, key, wanted }: Condition,
  request: PreparedRequest,
): string {
  return `its condition ${operator} on ${key} names ${list(
    wanted,
  )} and ${carried(key, request)}`;
}

function carried(key: string, { context }: PreparedRequest): string {
  const value = context.get(key.toLowerCase());
  return value === undefined
    ? 'the request does not carry that key'
    : `the request has ${list(typeof value === 'string' ? [value] : value)}`;
}

function place({ role, policy, statement }: Finding) {
  const { Sid } = statement.source;
  return {
    policyRole: role,
    policy: policy.name,
    statement:
      Sid === undefined
        ? { index: statement.index }
        : { index: statement.index, sid: Sid },
  };
}

function named({ role, policy, statement }: Finding): string {
  const { Sid } = statement.source;
  const sid = Sid === undefined ? '' : ` (${cut(Sid)})`;
  return `Statement ${statement.index}${sid} of ${nouns[role]} ${quoted(
    policy.name,
  )}`;
}

function call({ action, resource }: PreparedRequest): string {
  return resource.text === '*'
    ? cut(action)
    : `${cut(action)} on ${cut(resource.text)}`;
}

function list(values: string[]): string {
  const shown = values.slice(0, LONGEST_LIST).map(quoted);
  const more = values.length - shown.length;
  return more > 0
    ? `${shown.join(', ')} or ${more} more`
    : shown.join(' or ') || 'nothing';
}

function quoted(text: string): string {
  return `"${cut(text)}"`;
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
