import { isJsonObject, objectAt, type JsonObject } from '../json';
import type { Json } from '../types';
import type { SchemaNode } from './node';
import { childPath } from './validate';

const TYPE_FIELDS = new Set(['apiVersion', 'kind', 'metadata']);

/** Fields of ObjectMeta (`k8s.io/apimachinery/pkg/apis/meta/v1`). */
const METADATA_FIELDS = new Set([
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
  'clusterName',
]);

/**
 * Removes what the schema does not know, in place.
 *
 * @param node - nothing where the value's shape is unknown: its scalars stay, its fields go
 * @param isResource - whether `apiVersion`, `kind` and `metadata` are known without being in the schema
 * @returns the paths of what was removed
 */
export function pruneValue(
  value: Json,
  node: SchemaNode | undefined,
  path: string,
  isResource: boolean,
): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      pruneValue(
        item,
        node?.items,
        `${path}[${index}]`,
        node?.items?.embeddedResource ?? false,
      ),
    );
  }
  if (!isJsonObject(value)) {
    return [];
  }
  const unknown: string[] = isResource ? pruneMetadata(value, path) : [];
  for (const name of Object.keys(value)) {
    if (isResource && TYPE_FIELDS.has(name)) {
      continue;
    }
    const property = node?.properties.get(name);
    const fieldPath = childPath(path, name);
    if (property) {
      unknown.push(
        ...pruneValue(
          value[name],
          property,
          fieldPath,
          property.embeddedResource,
        ),
      );
    } else if (node?.additionalProperties) {
      const { schema } = node.additionalProperties;
      if (schema || !node.preserveUnknownFields) {
        unknown.push(
          ...pruneValue(
            value[name],
            schema,
            fieldPath,
            schema?.embeddedResource ?? false,
          ),
        );
      }
    } else if (!node?.preserveUnknownFields) {
      delete value[name];
      unknown.push(fieldPath);
    }
  }
  return unknown;
}

function pruneMetadata(value: JsonObject, path: string): string[] {
  const metadata = objectAt(value, 'metadata') ?? {};
  const unknown = Object.keys(metadata).filter(
    name => !METADATA_FIELDS.has(name),
  );
  unknown.forEach(name => delete metadata[name]);
  return unknown.map(name => `${childPath(path, 'metadata')}.${name}`);
}
