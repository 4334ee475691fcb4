import type { PolicyDocument, Principals, Statement } from './types';

/** Data that JSON can write. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

/**
 * A policy as the plain data its JSON holds: elements in the order of IAM's documentation, condition operators and keys as they
 * stand, lists of one without brackets.
 */
export function policyToJson(document: PolicyDocument): {
  [key: string]: JsonValue;
} {
  return {
    Version: document.Version,
    ...(document.Id !== undefined && { Id: document.Id }),
    Statement: document.Statement.map(statementToJson),
  };
}

/**
 * A policy as its JSON text; the same document gives the same text, and `parsePolicy` reads it back.
 *
 * @param options - `indent`: spaces a level, 2 when left out; 0 for one line
 */
export function printPolicy(
  document: PolicyDocument,
  { indent = 2 }: { indent?: number } = {},
): string {
  return JSON.stringify(policyToJson(document), null, indent);
}

function statementToJson(statement: Statement): { [key: string]: JsonValue } {
  const { Sid, Effect, Principal, NotPrincipal, Condition } = statement;
  return {
    ...(Sid !== undefined && { Sid }),
    Effect,
    ...(Principal && { Principal: principals(Principal) }),
    ...(NotPrincipal && { NotPrincipal: principals(NotPrincipal) }),
    ...(statement.Action && { Action: oneOrMore(statement.Action) }),
    ...(statement.NotAction && { NotAction: oneOrMore(statement.NotAction) }),
    ...(statement.Resource && { Resource: oneOrMore(statement.Resource) }),
    ...(statement.NotResource && {
      NotResource: oneOrMore(statement.NotResource),
    }),
    ...(Condition && {
      Condition: mapValues(Condition, keys => mapValues(keys, oneOrMore)),
    }),
  };
}

function principals(value: Principals): JsonValue {
  if (value === '*') {
    return value;
  }
  const { AWS, Service, Federated, CanonicalUser } = value;
  return {
    ...(AWS && { AWS: oneOrMore(AWS) }),
    ...(Service && { Service: oneOrMore(Service) }),
    ...(Federated && { Federated: oneOrMore(Federated) }),
    ...(CanonicalUser && { CanonicalUser: oneOrMore(CanonicalUser) }),
  };
}

function oneOrMore(values: string[]): JsonValue {
  return values.length === 1 ? values[0] : values;
}

function mapValues<Value>(
  record: Record<string, Value>,
  change: (value: Value) => JsonValue,
): { [key: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value)]),
  );
}
