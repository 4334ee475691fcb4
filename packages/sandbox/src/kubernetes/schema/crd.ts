import { isJsonObject, listAt, objectAt, stringAt, stringsAt } from '../json';
import type { Json } from '../types';
import { invalid, notSupported, required, type FieldError } from './errors';
import { groupErrors, kindErrors, labelErrors } from './names';
import { validateStructuralSchema } from './structural';

const SCOPES = ['Cluster', 'Namespaced'];

/** What an API server has against a CustomResourceDefinition (`apiextensions.k8s.io/v1`). */
export function validateCrd(crd: Json): FieldError[] {
  const spec = objectAt(crd, 'spec');
  if (!spec) {
    return [required('spec')];
  }
  const names = objectAt(spec, 'names');
  const group = stringAt(spec, 'group');
  const name = stringAt(objectAt(crd, 'metadata'), 'name') ?? '';
  const plural = stringAt(names, 'plural');
  const errors: FieldError[] = [];
  if (name !== `${plural ?? ''}.${group ?? ''}`) {
    errors.push(
      invalid(
        'metadata.name',
        name,
        'must be spec.names.plural+"."+spec.group',
      ),
    );
  }
  errors.push(
    ...groupErrors('spec.group', group),
    ...scopeErrors(stringAt(spec, 'scope')),
  );
  errors.push(...versionErrors(spec));
  errors.push(
    ...labelErrors('spec.names.plural', plural),
    ...kindErrors('spec.names.kind', stringAt(names, 'kind')),
  );
  const singular = stringAt(names, 'singular');
  if (singular) {
    errors.push(...labelErrors('spec.names.singular', singular));
  }
  for (const field of ['shortNames', 'categories']) {
    stringsAt(names, field).forEach((value, index) =>
      errors.push(...labelErrors(`spec.names.${field}[${index}]`, value)),
    );
  }
  const listKind = stringAt(names, 'listKind');
  if (listKind) {
    errors.push(...kindErrors('spec.names.listKind', listKind));
    if (listKind === stringAt(names, 'kind')) {
      errors.push(
        invalid(
          'spec.names.listKind',
          listKind,
          'kind and listKind may not be the same',
        ),
      );
    }
  }
  return errors;
}

function scopeErrors(scope: string | undefined): FieldError[] {
  if (!scope) {
    return [required('spec.scope')];
  }
  return SCOPES.includes(scope)
    ? []
    : [notSupported('spec.scope', scope, SCOPES)];
}

function versionErrors(spec: Json): FieldError[] {
  const versions = listAt(spec, 'versions');
  const errors: FieldError[] = [];
  const names = versions.map(version => stringAt(version, 'name') ?? '');
  // A real API server prints the whole versions as Go values here; the names say as much.
  if (new Set(names).size !== names.length) {
    errors.push(
      invalid('spec.versions', names, 'must contain unique version names'),
    );
  }
  if (
    versions.filter(
      version => isJsonObject(version) && version.storage === true,
    ).length !== 1
  ) {
    errors.push(
      invalid(
        'spec.versions',
        names,
        'must have exactly one version marked as storage version',
      ),
    );
  }
  versions.forEach((version, index) => {
    errors.push(...labelErrors(`spec.versions[${index}].name`, names[index]));
    const schema = objectAt(objectAt(version, 'schema'), 'openAPIV3Schema');
    if (!schema) {
      errors.push(
        required(
          `spec.versions[${index}].schema.openAPIV3Schema`,
          'schemas are required',
        ),
      );
      return;
    }
    // With one version the API server names the place that the schema had in v1beta1.
    const path =
      versions.length === 1
        ? 'spec.validation.openAPIV3Schema'
        : `spec.versions[${index}].schema.openAPIV3Schema`;
    errors.push(
      ...validateStructuralSchema(schema, path),
      ...columnErrors(version, index),
    );
  });
  return errors;
}

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];

function columnErrors(version: Json, index: number): FieldError[] {
  const errors: FieldError[] = [];
  listAt(version, 'additionalPrinterColumns').forEach((column, position) => {
    const path = `spec.versions[${index}].additionalPrinterColumns[${position}]`;
    const type = stringAt(column, 'type');
    if (!stringAt(column, 'name')) {
      errors.push(required(`${path}.name`));
    }
    if (!type) {
      errors.push(required(`${path}.type`));
    } else if (!COLUMN_TYPES.includes(type)) {
      errors.push(
        invalid(
          `${path}.type`,
          type,
          `must be one of ${COLUMN_TYPES.join(',')}`,
        ),
      );
    }
    if (!stringAt(column, 'jsonPath')) {
      errors.push(required(`${path}.JSONPath`));
    }
  });
  return errors;
}
