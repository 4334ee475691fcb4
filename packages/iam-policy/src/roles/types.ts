import type { PolicyDocument, Statement } from '../document';
import type { NamedPolicy, RequestContext } from '../evaluator';

/** What is known of the platform's side of every pair. */
export interface PlatformAccount {
  /** Twelve digits. */
  accountId: string;
  partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  /** `o-…`; when given, trust is narrowed to the organization too. */
  organizationId?: string;
  /** Issuer of the cluster's service account tokens, without `https://`. */
  oidcIssuer: string;
  /** ARN of the EKS cluster; Pod Identity trust is narrowed to it. */
  clusterArn: string;
  /** Stands before the name of each role of the platform: `managed--`. */
  rolePrefix: string;
  /** Stands before the name of each role in an external account. */
  externalRolePrefix: string;
  /** Boundary every role of the platform gets, as an ARN. */
  permissionsBoundaryArn?: string;
}

/** Who calls: one service account of one namespace. */
export interface Workload {
  namespace: string;
  serviceAccount: string;
  /** How its pods get the platform role. */
  identity: 'irsa' | 'pod-identity';
}

/** The account that holds what is called. */
export interface ExternalAccount {
  /** Twelve digits. */
  accountId: string;
  region: string;
  /** 2 to 1,224 characters. */
  externalId: string;
}

/** A role, ready to be written as Terraform or CloudFormation. */
export interface RoleDefinition {
  name: string;
  arn: string;
  description: string;
  trustPolicy: PolicyDocument;
  /** Inline policies. */
  policies: NamedPolicy[];
  permissionsBoundaryArn?: string;
  /** Seconds, 3,600 to 43,200. */
  maxSessionDuration: number;
}

/** What the policy of a resource has to say. A resource has one policy: what it says already has to stay beside this. */
export interface ResourcePolicy {
  /** ARN of the resource: `arn:aws:s3:::reports`. */
  resource: string;
  policy: NamedPolicy;
}

/** One call that was asked for: it must be allowed from end to end. */
export interface AskedAccess {
  /** With its prefix. */
  action: string;
  /** A concrete ARN, or `*` for an action that takes no resource. */
  resource: string;
  /** Of the resource, where it is not the external account of the pair. Twelve digits. */
  resourceAccountId?: string;
  /** What the call carries: `s3:prefix`, `iam:PassedToService` ... */
  context?: RequestContext;
  /**
   * What the call is one example of, where more is asked for than can be listed. A resource or value that matches is asked for
   * too; everything else is not. Patterns with `*` and `?`, as in a policy.
   */
  within?: {
    /** `arn:aws:s3:::reports/2024/*` for the resource `arn:aws:s3:::reports/2024/a.csv`. */
    resource?: string;
    /** Of the keys in `context` that may have other values: `{ 's3:prefix': ['2024/*'] }`. */
    context?: Readonly<Record<string, string[]>>;
  };
  /** Made by an execution role once its service has assumed it; the chain begins at the service, not at the workload. */
  through?: ServiceHop;
}

/** How a service becomes an execution role. */
export interface ServiceHop {
  /** `lambda.amazonaws.com`. */
  servicePrincipal: string;
  /** Of one of the contribution's execution roles. */
  roleArn: string;
  /** What the service states of itself: `aws:SourceAccount`, `aws:SourceArn`. */
  context?: RequestContext;
  /** Patterns of other values, as in {@link AskedAccess.within}. */
  within?: Readonly<Record<string, string[]>>;
}

/** What one service adds to a pair. */
export interface ServiceContribution {
  /** Of the external role; each has a `Sid` that is unique in its service and begins with the service's name. */
  statements: Statement[];
  /** Every call that must be allowed. No other may be, of whatever service. */
  asked: AskedAccess[];
  /** Calls that a statement denies although others allow them: in plain text, from a function's own code. */
  refused?: AskedAccess[];
  /** Roles of the external account that a service assumes: Lambda's, SageMaker's. */
  executionRoles?: RoleDefinition[];
  /** Of resources of the external account. */
  resourcePolicies?: ResourcePolicy[];
  /** Of resources of further accounts, whose people have to put the statements there. */
  foreignPolicies?: ResourcePolicy[];
  /** What people must do themselves, a sentence each: security groups, Lake Formation ... */
  notes?: string[];
}

/** Where a service's resources are and who calls. */
export interface ServicePlace {
  partition: PlatformAccount['partition'];
  accountId: string;
  region: string;
  /** ARN of the external role of the pair, for resource policies. */
  roleArn: string;
  /** Stands before the name of each role of the account. */
  rolePrefix: string;
  /** Of the workload. Names of execution roles and secrets begin with it. */
  namespace: string;
  /** What tells this pair from others of the namespace; names of execution roles have it behind the namespace. */
  pairName: string;
}

/** Builds what one service needs. `Access` is what can be asked, validated by `schema` in `services/<service>.ts`. */
export interface ServiceBuilder<Access extends { service: string }> {
  service: Access['service'];
  /** Of the IAM actions it may hand out: `['redshift', 'redshift-data']`. Own statements have none: those of what is asked count. */
  prefixes: string[];
  build(access: Access, place: ServicePlace): ServiceContribution;
}

/** The two roles of a pair and all that belongs to them. */
export interface RolePair {
  platform: RoleDefinition;
  external: RoleDefinition;
  executionRoles: RoleDefinition[];
  /** Of resources of the external account. */
  resourcePolicies: ResourcePolicy[];
  /** Of resources of further accounts, whose people have to put the statements there; never to be written over what is there. */
  foreignPolicies: ResourcePolicy[];
  asked: AskedAccess[];
  refused: AskedAccess[];
  notes: string[];
  /** As it was asked, with defaults filled in. */
  platformAccount: PlatformAccount;
  workload: Workload;
  account: ExternalAccount;
}
