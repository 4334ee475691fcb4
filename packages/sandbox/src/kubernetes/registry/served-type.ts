import type { JsonObject } from '../json';
import type { GroupResource, Json } from '../types';

/** A column as `kubectl get` prints it. */
export interface TableColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  /** Above 0: only with `-o wide`. */
  priority?: number;
  /** The cell of an object. */
  cell(object: JsonObject, now: Date): Json;
}

/** One version of one resource as the API serves it. */
export interface ServedType extends GroupResource {
  version: string;
  /** The versions clients should take, the best first. */
  versions: readonly string[];
  kind: string;
  listKind: string;
  singular: string;
  namespaced: boolean;
  shortNames: readonly string[];
  categories: readonly string[];
  verbs: readonly string[];
  /** From a CustomResourceDefinition. */
  custom: boolean;
  subresources: readonly string[];
  /** Where the replicas are, with subresource `scale`. */
  scale?: {
    specReplicasPath: string;
    statusReplicasPath: string;
    labelSelectorPath?: string;
  };
  columns: readonly TableColumn[];
  /** Besides `metadata.name` and `metadata.namespace`. */
  selectableFields: readonly string[];
  /** Structural OpenAPI v3 schema, where the type has one. */
  openApiSchema?: JsonObject;
  /** Whether changes of the desired state are counted in `metadata.generation`. */
  countsGenerations: boolean;
  /** Whether an update may come without resourceVersion. */
  unconditionalUpdate: boolean;
  /** Whether a PUT of what does not exist creates it. */
  createOnUpdate: boolean;
}

export const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

export function apiVersionOf({
  group,
  version,
}: {
  group: string;
  version: string;
}): string {
  return group ? `${group}/${version}` : version;
}

export function hasStatus(type: ServedType): boolean {
  return type.subresources.includes('status');
}
