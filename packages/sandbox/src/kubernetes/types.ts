import type { Faults, Peer } from '../types';

/** An object of the API as JSON. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };

export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    creationTimestamp: string;
    generation?: number;
    deletionTimestamp?: string;
    deletionGracePeriodSeconds?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: Array<{
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
      blockOwnerDeletion?: boolean;
    }>;
    managedFields?: Json[];
    generateName?: string;
  };
  [field: string]: unknown;
}

export interface UserInfo {
  username: string;
  groups: string[];
}

/** Which objects something is about. */
export interface GroupResource {
  /** Empty for the core group. */
  group: string;
  /** Plural: `clusterroletemplatebindings`. */
  resource: string;
}

/** What an admission plugin is asked, like an AdmissionReview. */
export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  resource: GroupResource & { version: string; subresource?: string };
  namespace?: string;
  /** Empty on a create with generateName that has not been given a name yet. */
  name: string;
  object?: StoredObject;
  oldObject?: StoredObject;
  user: UserInfo;
  dryRun: boolean;
}

/** Refuses with the HTTP status and message that the real webhook would give. */
export interface AdmissionDenial {
  code: number;
  reason: string;
  message: string;
}

/**
 * Code that stands in for a webhook: called in the order of registration, mutating ones first.
 */
export interface AdmissionPlugin {
  name: string;
  /** Answers with the changed object, or with nothing. */
  mutate?(request: AdmissionRequest): StoredObject | undefined;
  /** Answers with why not, or with nothing. */
  validate?(request: AdmissionRequest): AdmissionDenial | undefined;
}

/**
 * The sandbox's Kubernetes API server as other peers (Rancher) and tests use it from within the process. What goes through
 * `objects` is served and stored like a request of a `system:masters` user: admission, validation and watches included.
 */
export interface KubernetesApiServer extends Peer {
  /** Kubeconfig (YAML) with one context a user; `admin` is the current one. */
  readonly kubeconfig: string;
  /** PEM of the certificate that signs the server's. */
  readonly caCertificate: string;
  readonly faults: Faults;
  addAdmission(plugin: AdmissionPlugin): void;
  /** Adds a user with a bearer token, as the token file of a real API server does. Answers with the kubeconfig's text. */
  addUser(user: UserInfo & { token: string }): string;
  /** Whether RBAC allows it; what the escalation check of an admission plugin asks. */
  isAllowed(user: UserInfo, attributes: ResourceAttributes): boolean;
  /** Every rule that RBAC gives a user in a namespace (cluster-wide ones included). */
  rulesFor(user: UserInfo, namespace?: string): PolicyRule[];
  readonly objects: ObjectAccess;
}

export interface ResourceAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

export interface ObjectAccess {
  get(
    type: GroupResource,
    name: string,
    namespace?: string,
  ): StoredObject | undefined;
  list(type: GroupResource, namespace?: string): StoredObject[];
  /** @throws ApiError */
  create(object: Record<string, unknown>, namespace?: string): StoredObject;
  /** Reads, changes, writes; repeated on a conflict. `subresource: 'status'` writes the status only. */
  update(
    type: GroupResource,
    target: { name: string; namespace?: string },
    change: (object: StoredObject) => void,
    options?: { subresource?: 'status' },
  ): StoredObject;
  delete(type: GroupResource, name: string, namespace?: string): void;
  /** Calls the listener with every change from now on, after it was stored. Answers with what ends it. */
  onChange(
    type: GroupResource,
    listener: (event: {
      type: 'ADDED' | 'MODIFIED' | 'DELETED';
      object: StoredObject;
    }) => void,
  ): () => void;
}
