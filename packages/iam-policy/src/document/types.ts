/** Whether a statement allows or denies. */
export type Effect = 'Allow' | 'Deny';

/** The language version. `2008-10-17` knows no policy variables: `${aws:username}` is plain text there. */
export type PolicyVersion = '2012-10-17' | '2008-10-17';

/** Principals by their kind, as a policy writes them. */
export interface PrincipalMap {
  AWS?: string[];
  Service?: string[];
  Federated?: string[];
  CanonicalUser?: string[];
}

/** `*` is everyone, anonymous callers too. */
export type Principals = '*' | PrincipalMap;

/** Operator (`StringEquals`, `ForAnyValue:StringLike`, `ArnLikeIfExists` ...), then condition key, then its values. */
export type ConditionBlock = Record<string, Record<string, string[]>>;

/**
 * One statement, with the names IAM gives its parts. Where a policy may write one value or a list, this is always a list; what
 * prints it writes lists of one as people do, without brackets.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface Statement {
  Sid?: string;
  Effect: Effect;
  Principal?: Principals;
  NotPrincipal?: Principals;
  Action?: string[];
  NotAction?: string[];
  Resource?: string[];
  NotResource?: string[];
  Condition?: ConditionBlock;
}

/** A whole policy: identity, trust, resource, boundary, session or service control policy. */
export interface PolicyDocument {
  Version: PolicyVersion;
  Id?: string;
  Statement: Statement[];
}

/** What a policy is attached to; it decides which elements it must and may have. */
export type PolicyKind =
  | 'identity'
  | 'trust'
  | 'resource'
  | 'service-control'
  | 'resource-control';
