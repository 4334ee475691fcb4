/** How the API server names a resource. @public */
export interface ResourceType {
  /** Empty for the core group. */
  group: string;
  version: string;
  /** `configmaps` */
  plural: string;
  /** `ConfigMap` */
  kind: string;
  namespaced: boolean;
}

/** @public */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** @public */
export interface ObjectMeta {
  name?: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: unknown[];
}

/** Any object of the API; its own fields are narrowed by the caller's type. @public */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** @public */
export interface ListOptions {
  /** Absent: all namespaces. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continue?: string;
  /** `'0'`: anything the API server's cache holds will do. */
  resourceVersion?: string;
}

/** @public */
export interface KubernetesList<T> {
  items: T[];
  resourceVersion: string;
  continue?: string;
}

/** @public */
export type WatchEvent<T> =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: T }
  | { type: 'BOOKMARK'; resourceVersion: string };

/** @public */
export interface JsonPatchOperation {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  path: string;
  from?: string;
  value?: unknown;
}

/** @public */
export interface DeleteOptions {
  /** Delete only the object with this UID; another one of the same name is a ConflictError. */
  uid?: string;
  resourceVersion?: string;
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}

/**
 * The requests a controller makes, each exactly one request. Failures are errors of `@backstage/errors` where one fits,
 * all of them `KubernetesRequestError` underneath with the Status the API server sent.
 *
 * @public
 */
export interface KubernetesClient {
  /** @throws NotFoundError */
  get<T extends KubernetesObject>(type: ResourceType, name: string, namespace?: string): Promise<T>;
  list<T extends KubernetesObject>(type: ResourceType, options?: ListOptions): Promise<KubernetesList<T>>;
  /** @throws ConflictError when it exists (reason `AlreadyExists`) */
  create<T extends KubernetesObject>(type: ResourceType, object: T): Promise<T>;
  /** @throws ConflictError when the resourceVersion is not the newest (reason `Conflict`) */
  replace<T extends KubernetesObject>(type: ResourceType, object: T): Promise<T>;
  replaceStatus<T extends KubernetesObject>(type: ResourceType, object: T): Promise<T>;
  mergePatch<T extends KubernetesObject>(
    type: ResourceType,
    target: { name: string; namespace?: string },
    patch: unknown,
  ): Promise<T>;
  jsonPatch<T extends KubernetesObject>(
    type: ResourceType,
    target: { name: string; namespace?: string },
    patch: JsonPatchOperation[],
  ): Promise<T>;
  /** Server-side apply. @throws ConflictError on fields that another manager owns, unless `force` */
  apply<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    options: { fieldManager: string; force?: boolean },
  ): Promise<T>;
  /** @throws NotFoundError when it is gone already */
  delete(
    type: ResourceType,
    target: { name: string; namespace?: string },
    options?: DeleteOptions,
  ): Promise<void>;
  /**
   * Watches until the signal aborts (returns), the server ends the watch (returns), or something breaks (throws;
   * an expired resourceVersion is a `KubernetesRequestError` with `statusCode` 410). Asks for bookmarks.
   */
  watch<T extends KubernetesObject>(
    type: ResourceType,
    options: ListOptions & { timeoutSeconds?: number },
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>>;
}
