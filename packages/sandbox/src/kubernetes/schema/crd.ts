import type { Json } from '../types';
import { invalid, notSupported, required, type FieldError } from './errors';
import {
  arrayField,
  isJsonObject,
  objectField,
  stringField,
  strings,
} from './json';
import { groupErrors, kindErrors, labelErrors } from './names';
import { validateStructuralSchema } from './structural';

const SCOPES = ['Cluster', 'Namespaced'];

/** What an API server has against a CustomResourceDefinition (`apiextensions.k8s.io/v1`). */
export function validateCrd(crd: Json): FieldError[] {
  const spec = objectField(crd, 'spec');
  if (!spec) {
    return [required('spec')];
  }
  const names = objectField(spec, 'names');
  const group = stringField(spec, 'group');
  const name = stringField(objectField(crd, 'metadata'), 'name') ?? '';
  const plural = stringField(names, 'plural');
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
    ...scopeErrors(stringField(spec, 'scope')),
  );
  errors.push(...versionErrors(spec));
  errors.push(
    ...labelErrors('spec.names.plural', plural),
    ...kindErrors('spec.names.kind', stringField(names, 'kind')),
  );
  const singular = stringField(names, 'singular');
  if (singular) {
    errors.push(...labelErrors('spec.names.singular', singular));
  }
  for (const field of ['shortNames', 'categories']) {
    strings(arrayField(names, field)).forEach((value, index) =>
      errors.push(...labelErrors(`spec.names.${field}[${index}]`, value)),
    );
  }
  const listKind = stringField(names, 'listKind');
  if (listKind) {
    errors.push(...kindErrors('spec.names.listKind', listKind));
    if (listKind === stringField(names, 'kind')) {
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
  const versions = arrayField(spec, 'versions') ?? [];
  const errors: FieldError[] = [];
  const names = versions.map(version => stringField(version, 'name') ?? '');
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
    const schema = objectField(
      objectField(version, 'schema'),
      'openAPIV3Schema',
    );
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
  arrayField(version, 'additionalPrinterColumns')?.forEach(
    (column, position) => {
      const path = `spec.versions[${index}].additionalPrinterColumns[${position}]`;
      const type = stringField(column, 'type');
      if (!stringField(column, 'name')) {
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
      if (!stringField(column, 'jsonPath')) {
        errors.push(required(`${path}.JSONPath`));
      }
    },
  );
  return errors;
}
