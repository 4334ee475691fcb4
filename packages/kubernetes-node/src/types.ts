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

/** @public */
export interface RequestOptions {
  /** Gives the request up; it may have taken effect nevertheless. The promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** @public */
export interface PatchOptions extends RequestOptions {
  subresource?: 'status';
}

/** @public */
export interface ApplyOptions extends PatchOptions {
  fieldManager: string;
  /** Takes over fields that another manager owns. */
  force?: boolean;
}

/** Names one object. @public */
export interface ObjectTarget {
  name: string;
  /** Needed for namespaced types, ignored for others. */
  namespace?: string;
}

/**
 * The requests a controller makes, each one request (again only when the API server throttled it, refused its
 * credentials, or closed an idle connection under a read). Failures are {@link KubernetesRequestError}s that carry the
 * Status of the API server and the `name` of the error of `@backstage/errors` that fits.
 *
 * @public
 */
export interface KubernetesClient {
  /** @throws NotFoundError */
  get<T extends KubernetesObject>(
    type: ResourceType,
    name: string,
    namespace?: string,
    options?: RequestOptions,
  ): Promise<T>;
  list<T extends KubernetesObject>(
    type: ResourceType,
    options?: ListOptions & RequestOptions,
  ): Promise<KubernetesList<T>>;
  /** @throws ConflictError when it exists (reason `AlreadyExists`) */
  create<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    options?: RequestOptions,
  ): Promise<T>;
  /** @throws ConflictError when the resourceVersion is not the newest (reason `Conflict`) */
  replace<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    options?: RequestOptions,
  ): Promise<T>;
  replaceStatus<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    options?: RequestOptions,
  ): Promise<T>;
  mergePatch<T extends KubernetesObject>(
    type: ResourceType,
    target: ObjectTarget,
    patch: unknown,
    options?: PatchOptions,
  ): Promise<T>;
  /** For built-in types only: custom resources know no strategic merge. */
  strategicMergePatch<T extends KubernetesObject>(
    type: ResourceType,
    target: ObjectTarget,
    patch: unknown,
    options?: PatchOptions,
  ): Promise<T>;
  jsonPatch<T extends KubernetesObject>(
    type: ResourceType,
    target: ObjectTarget,
    patch: JsonPatchOperation[],
    options?: PatchOptions,
  ): Promise<T>;
  /** Server-side apply. @throws ConflictError on fields that another manager owns, unless `force` */
  apply<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    options: ApplyOptions,
  ): Promise<T>;
  /** @throws NotFoundError when it is gone already */
  delete(
    type: ResourceType,
    target: ObjectTarget,
    options?: DeleteOptions & RequestOptions,
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
