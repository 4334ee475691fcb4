import {
  at,
  type JsonObject,
  listAt,
  objectAt,
  stringAt,
  stringsAt,
} from '../json';
import { ageOf } from '../table/duration';
import { compileJsonPath } from '../table/json-path';
import type { Json } from '../types';
import { AGE, NAME } from './built-in-columns';
import { byVersion } from './registry';
import { ALL_VERBS, type ServedType, type TableColumn } from './served-type';

function cellValue(type: string, found: Json[], now: Date): Json {
  if (found.length === 0 || found[0] === null) {
    return null;
  }
  if (type === 'date') {
    return ageOf(found[0], now);
  }
  if (type === 'integer' || type === 'number' || type === 'boolean') {
    return found[0];
  }
  return found
    .map(value =>
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    )
    .join(',');
}

function customColumn(definition: Json): TableColumn {
  const type = stringAt(definition, 'type') ?? 'string';
  const evaluate = compileJsonPath(stringAt(definition, 'jsonPath') ?? '');
  const description = stringAt(definition, 'description');
  const format = stringAt(definition, 'format');
  return {
    name: stringAt(definition, 'name') ?? '',
    type,
    ...(format && { format }),
    ...(description && { description }),
    priority: Number(at(definition, 'priority') ?? 0),
    cell: (object, now) => cellValue(type, evaluate(object), now),
  };
}

function columnsOf(version: Json): TableColumn[] {
  const defined = listAt(version, 'additionalPrinterColumns');
  return defined.length === 0
    ? [NAME, AGE]
    : [NAME, ...defined.map(customColumn)];
}

function subresourcesOf(version: Json): string[] {
  return ['status', 'scale'].filter(name =>
    objectAt(version, 'subresources', name),
  );
}

function scaleOf(version: Json): ServedType['scale'] {
  const scale = objectAt(version, 'subresources', 'scale');
  return (
    scale && {
      specReplicasPath: stringAt(scale, 'specReplicasPath') ?? '.spec.replicas',
      statusReplicasPath:
        stringAt(scale, 'statusReplicasPath') ?? '.status.replicas',
      labelSelectorPath: stringAt(scale, 'labelSelectorPath'),
    }
  );
}

/** What a CustomResourceDefinition makes the API serve: one type a served version. */
export function customTypes(definition: JsonObject): ServedType[] {
  const spec = objectAt(definition, 'spec') ?? {};
  const kind = stringAt(spec, 'names', 'kind') ?? '';
  const served = listAt(spec, 'versions').filter(
    version => at(version, 'served') === true,
  );
  const versions = served
    .flatMap(version => stringAt(version, 'name') ?? [])
    .sort(byVersion);
  return served.map(version => ({
    group: stringAt(spec, 'group') ?? '',
    version: stringAt(version, 'name') ?? '',
    versions,
    resource: stringAt(spec, 'names', 'plural') ?? '',
    kind,
    listKind: stringAt(spec, 'names', 'listKind') ?? `${kind}List`,
    singular: stringAt(spec, 'names', 'singular') ?? kind.toLowerCase(),
    namespaced: stringAt(spec, 'scope') === 'Namespaced',
    shortNames: stringsAt(spec, 'names', 'shortNames'),
    categories: stringsAt(spec, 'names', 'categories'),
    verbs: ALL_VERBS,
    custom: true,
    subresources: subresourcesOf(version),
    scale: scaleOf(version),
    columns: columnsOf(version),
    selectableFields: listAt(version, 'selectableFields').flatMap(field =>
      (stringAt(field, 'jsonPath') ?? '').replace(/^\./, ''),
    ),
    openApiSchema: objectAt(version, 'schema', 'openAPIV3Schema'),
    countsGenerations: true,
    unconditionalUpdate: false,
    createOnUpdate: false,
  }));
}
