import type { PolicyDocument } from '../document';

/** Values of condition keys in a request. A key with a list is a multivalued one. Keys are compared without regard to case. */
export type RequestContext = Readonly<Record<string, string | string[]>>;

/** A policy with the name under which an answer speaks of it. */
export interface NamedPolicy {
  name: string;
  document: PolicyDocument;
}

/** One call, as IAM sees it. */
export interface AccessRequest {
  /**
   * Who calls: the ARN of a user, role or session (`arn:aws:sts::<account>:assumed-role/<role>/<session>`), a service
   * (`lambda.amazonaws.com`), a federated principal (an OIDC or SAML provider's ARN), or `*` for nobody known.
   */
  principal: string;
  /** With its prefix: `glue:StartJobRun`. */
  action: string;
  /** An ARN, or `*` for an action that takes no resource. */
  resource: string;
  /** Twelve digits. Where it is left out, the account in the ARN, else the caller's. Bucket ARNs have none: state it. */
  resourceAccountId?: string;
  context?: RequestContext;
}

/** Every policy that has a say in a request. What is left out does not exist (and so does not limit). */
export interface ApplicablePolicies {
  identity?: NamedPolicy[];
  permissionsBoundary?: NamedPolicy;
  session?: NamedPolicy[];
  /** The policy on the resource; for `sts:AssumeRole*` the trust policy of the role. */
  resource?: NamedPolicy;
  /** By level, the organization's root first, the account last. Each level must allow. */
  serviceControl?: NamedPolicy[][];
  /** Of the resource's organization, by level, without the `RCPFullAWSAccess` that AWS attaches everywhere. */
  resourceControl?: NamedPolicy[][];
}

export type Decision = 'allowed' | 'explicitly-denied' | 'implicitly-denied';

/** Which sort of policy spoke. */
export type PolicyRole =
  | 'identity'
  | 'permissions-boundary'
  | 'session'
  | 'resource'
  | 'service-control'
  | 'resource-control';

/** One piece of the explanation: a statement that decided, or what was missing and where. */
export interface Reason {
  policyRole: PolicyRole;
  /** Name of the policy; none where no policy of this role matched. */
  policy?: string;
  /** Place in the document, from 0, and its Sid. */
  statement?: { index: number; sid?: string };
  effect: 'allows' | 'denies' | 'is-missing';
  /** A sentence for people, in English: which condition, resource or principal did or did not match. */
  text: string;
}

/** The answer to a request. */
export interface Verdict {
  decision: Decision;
  /** What decided, the deciding one first. */
  reasons: Reason[];
}

/** One step of a chain: the caller becomes this role. */
export interface RoleHop {
  /** ARN of the role. */
  roleArn: string;
  trustPolicy: PolicyDocument;
  /** Policies of the role. */
  identity: NamedPolicy[];
  permissionsBoundary?: NamedPolicy;
  /** Handed over with the call that assumes the role. */
  session?: NamedPolicy[];
  sessionName?: string;
  /** `sts:AssumeRole` when left out; `sts:AssumeRoleWithWebIdentity` for IRSA. */
  action?: 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity';
  /** Also `sts:TagSession` must be allowed: Pod Identity always tags. */
  tagsSession?: boolean;
  /** Context of the call that assumes the role: `sts:ExternalId`, `<issuer>:sub`, `aws:SourceAccount` ... */
  context?: RequestContext;
  /** Of the account the role lives in. */
  serviceControl?: NamedPolicy[][];
  resourceControl?: NamedPolicy[][];
}

/** From a first caller through roles to one call. */
export interface AccessChain {
  /** As {@link AccessRequest.principal}: the OIDC provider for IRSA, `pods.eks.amazonaws.com` for Pod Identity. */
  caller: string;
  /** What the first caller brings along, where it is a user or a role. */
  callerPolicies?: Pick<
    ApplicablePolicies,
    'identity' | 'permissionsBoundary' | 'session' | 'serviceControl'
  >;
  hops: RoleHop[];
  request: Omit<AccessRequest, 'principal'>;
  /** The policy on the resource of the last call. */
  resource?: NamedPolicy;
  resourceControl?: NamedPolicy[][];
}

/** The verdict of each step up to the first that is not allowed; `decision` is that one's, else the last call's. */
export interface ChainVerdict {
  decision: Decision;
  steps: Array<{ action: string; resource: string; verdict: Verdict }>;
}
