import { type PolicyDocument, type Statement } from '../../document';
import { parseCaller } from '../caller';
import { compileConditions } from '../conditions';
import { type ContextValues, contextValues } from '../context';
import { type ApplicablePolicies, type NamedPolicy } from '../types';
import { type RequestCase } from './scenes';

/**
 * A place where the oracle and AWS's documentation part. `rewrite` says the same, by the documentation, in words on which the oracle
 * does not part; a disagreement only counts as known when the oracle comes to our answer after that.
 */
export interface Disagreement {
  name: string;
  /** What the documentation says. */
  why: string;
  source: string;
  /** Nothing where the case has no trace of it. */
  rewrite(
    asked: RequestCase,
  ): RequestCase | undefined | Promise<RequestCase | undefined>;
}

/** One key under one operator, with what the request has for it. */
export interface Use {
  quantifier: string;
  name: string;
  ifExists: boolean;
  wanted: string[];
  /** Empty where the key is absent. */
  given: string[];
  absent: boolean;
  /** Whether the version of the policy knows variables. */
  variables: boolean;
  context: ContextValues;
}

export function policy(...Statement: Statement[]): NamedPolicy {
  return { name: 'rewritten', document: { Version: '2012-10-17', Statement } };
}

export function changed(
  { request, policies }: RequestCase,
  change: Partial<ApplicablePolicies>,
): RequestCase {
  return { request, policies: { ...policies, ...change } };
}

/** Changes the entries of `Resource` and `NotResource`; nothing where none changes. */
export function mapResources(
  statement: Statement,
  change: (entry: string) => string,
): Statement | undefined {
  const { Resource, NotResource } = statement;
  return unlessSame(statement, {
    ...statement,
    ...(Resource && { Resource: Resource.map(change) }),
    ...(NotResource && { NotResource: NotResource.map(change) }),
  });
}

/** As {@link mapResources}, and the values of conditions too. */
export function mapTexts(
  statement: Statement,
  change: (text: string) => string,
): Statement | undefined {
  const { Condition } = statement;
  return unlessSame(statement, {
    ...(mapResources(statement, change) ?? statement),
    ...(Condition && {
      Condition: Object.fromEntries(
        Object.entries(Condition).map(([operator, keys]) => [
          operator,
          Object.fromEntries(
            Object.entries(keys).map(([key, values]) => [
              key,
              values.map(change),
            ]),
          ),
        ]),
      ),
    }),
  });
}

function unlessSame(before: Statement, after: Statement) {
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after;
}

/** Replaces the conditions that are found by one that is plainly true or plainly false. */
export function onConditions({
  found,
  ...entry
}: Omit<Disagreement, 'rewrite'> & { found(use: Use): boolean }): Disagreement {
  return {
    ...entry,
    rewrite(asked) {
      const context = contextOf(asked);
      return mapStatements(asked, (statement, variables) => {
        const kept: Record<string, Record<string, string[]>> = {};
        let replaced = 0;
        for (const { operator, key, wanted, holds } of compileConditions(
          statement.Condition,
          variables,
        )) {
          if (found(useOf(operator, key, wanted, variables, context))) {
            kept.Null = {
              ...kept.Null,
              [`aws:PrincipalTag/absent-${key}-${operator}`]: [
                String(holds(context)),
              ],
            };
            replaced += 1;
          } else {
            kept[operator] = { ...kept[operator], [key]: wanted };
          }
        }
        return replaced > 0 ? { ...statement, Condition: kept } : undefined;
      });
    },
  };
}

function useOf(
  operator: string,
  key: string,
  wanted: string[],
  variables: boolean,
  context: ContextValues,
): Use {
  const [, quantifier = '', name = '', suffix] =
    /^(?:(\w+):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const value = context.get(key.toLowerCase());
  return {
    quantifier,
    name,
    ifExists: suffix !== undefined,
    wanted,
    given: value === undefined ? [] : [value].flat(),
    absent: value === undefined,
    variables,
    context,
  };
}

/** The case with statements replaced; nothing where none was. */
export function mapStatements(
  asked: RequestCase,
  change: (statement: Statement, variables: boolean) => Statement | undefined,
): RequestCase | undefined {
  let touched = false;
  const inDocument = (document: PolicyDocument): PolicyDocument => ({
    ...document,
    Statement: document.Statement.map(statement => {
      const replaced = change(statement, document.Version === '2012-10-17');
      touched ||= replaced !== undefined;
      return replaced ?? statement;
    }),
  });
  const inPolicy = ({ name, document }: NamedPolicy) => ({
    name,
    document: inDocument(document),
  });
  const {
    identity,
    permissionsBoundary,
    session,
    resource,
    serviceControl,
    resourceControl,
  } = asked.policies;
  const policies: ApplicablePolicies = {
    identity: identity?.map(inPolicy),
    permissionsBoundary: permissionsBoundary && inPolicy(permissionsBoundary),
    session: session?.map(inPolicy),
    resource: resource && inPolicy(resource),
    serviceControl: serviceControl?.map(level => level.map(inPolicy)),
    resourceControl: resourceControl?.map(level => level.map(inPolicy)),
  };
  return touched ? { request: asked.request, policies } : undefined;
}

export function contextOf({ request }: RequestCase): ContextValues {
  return contextValues(
    request.context,
    parseCaller(request.principal),
    request.resourceAccountId ?? '',
  );
}

/** Whether a text has a variable that this request has no single value for. */
export function hasUnresolved(text: string, context: ContextValues): boolean {
  return [...text.matchAll(/\$\{([\w:/]+)\}/g)].some(
    ([, key]) => typeof context.get(key.toLowerCase()) !== 'string',
  );
}

/** A text with the variables filled in that have a single value or a default. */
export function resolved(text: string, context: ContextValues): string {
  return text.replace(
    /\$\{([\w:/]+)(?:, '([^']*)')?\}/g,
    (whole, key: string, fallback?: string) => {
      const value = context.get(key.toLowerCase());
      return typeof value === 'string' ? value : fallback ?? whole;
    },
  );
}
