import { type PolicyDocument, type Statement } from '../document';
import { compilePattern } from '../pattern';
import { type Caller } from './caller';
import { compileConditions, type Condition } from './conditions';
import { type ContextValues } from './context';
import { compilePrincipals, type PrincipalMatch } from './principals';
import {
  compileResource,
  type RequestResource,
  type ResourceMatcher,
} from './resource';

/** A request, prepared to be held against many statements. */
export interface PreparedRequest {
  caller: Caller;
  /** As it was asked, and in lower case: IAM does not look at the case of actions. */
  action: string;
  lowerAction: string;
  resource: RequestResource;
  resourceAccountId: string;
  context: ContextValues;
  /** Whether the caller has a permissions boundary: it makes every Deny with NotPrincipal bite. */
  bounded: boolean;
}

/** A statement, ready to be asked. */
export interface CompiledStatement {
  source: Statement;
  index: number;
  denies: boolean;
  matchesAction(lowerAction: string): boolean;
  matchesResource: ResourceMatcher;
  /** Only asked in policies of resources. */
  matchPrincipal(caller: Caller, bounded: boolean): PrincipalMatch;
  conditions: Condition[];
}

/** The statements of a policy, those that deny apart from those that allow. */
export interface CompiledPolicy {
  all: CompiledStatement[];
  denials: CompiledStatement[];
  allowances: CompiledStatement[];
}

const compiled = new WeakMap<PolicyDocument, CompiledPolicy>();

/** Compiles a policy, once for each document object: a document must not be changed after it was evaluated. */
export function compilePolicy(document: PolicyDocument): CompiledPolicy {
  const known = compiled.get(document);
  if (known) {
    return known;
  }
  const variables = document.Version === '2012-10-17';
  const all = document.Statement.map((statement, index) =>
    compileStatement(statement, index, variables),
  );
  const policy = {
    all,
    denials: all.filter(({ denies }) => denies),
    allowances: all.filter(({ denies }) => !denies),
  };
  compiled.set(document, policy);
  return policy;
}

/** Whether action, resource and conditions of a statement match; whom it means is asked apart. */
export function applies(
  statement: CompiledStatement,
  request: PreparedRequest,
): boolean {
  return (
    statement.matchesAction(request.lowerAction) &&
    statement.matchesResource(request.resource, request.context) &&
    statement.conditions.every(condition => condition.holds(request.context))
  );
}

function compileStatement(
  source: Statement,
  index: number,
  variables: boolean,
): CompiledStatement {
  return {
    source,
    index,
    denies: source.Effect === 'Deny',
    matchesAction: compileActions(source),
    matchesResource: compileResources(source, variables),
    matchPrincipal: compileWho(source),
    conditions: compileConditions(source.Condition, variables),
  };
}

function compileActions({
  Action,
  NotAction,
}: Statement): CompiledStatement['matchesAction'] {
  const matchers = (Action ?? NotAction ?? []).map(pattern =>
    compilePattern(pattern.toLowerCase()),
  );
  if (Action) {
    return action => matchers.some(matches => matches(action));
  }
  return NotAction
    ? action => !matchers.some(matches => matches(action))
    : () => false;
}

/**
 * A statement of a resource's own policy may leave both elements out, as trust policies do: it means that resource. An entry of
 * `NotResource` with a variable that has no value matches nothing and so excludes nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
function compileResources(
  { Resource, NotResource, Principal, NotPrincipal }: Statement,
  variables: boolean,
): ResourceMatcher {
  const matchers = (Resource ?? NotResource ?? []).map(pattern =>
    compileResource(pattern, variables),
  );
  if (Resource) {
    return (resource, context) =>
      matchers.some(matches => matches(resource, context));
  }
  if (NotResource) {
    return (resource, context) =>
      !matchers.some(matches => matches(resource, context));
  }
  return () => Principal !== undefined || NotPrincipal !== undefined;
}

/**
 * `NotPrincipal` means whoever is not named by account, role or session. A Deny with it spares only those whom it names by user,
 * role or session: the account beside them has to be there for some services, and spares nobody else of that account. It also hits
 * whoever has a permissions boundary, named or not.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function compileWho({
  Effect,
  Principal,
  NotPrincipal,
}: Statement): CompiledStatement['matchPrincipal'] {
  if (Principal) {
    return compilePrincipals(Principal);
  }
  if (!NotPrincipal) {
    return () => 'none';
  }
  const named = compilePrincipals(NotPrincipal);
  return (caller, bounded) => {
    const match = named(caller);
    const excepted =
      Effect === 'Deny' && caller.kind !== 'root'
        ? !bounded && (match === 'role' || match === 'direct')
        : match !== 'none';
    return excepted ? 'none' : 'direct';
  };
}
