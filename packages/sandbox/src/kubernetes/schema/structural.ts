import {
  isJsonObject,
  listAt,
  objectAt,
  stringAt,
  type JsonObject,
} from '../json';
import {
  forbidden,
  invalid,
  notSupported,
  required,
  type FieldError,
} from './errors';
import { listErrors, valueErrors } from './structuralKeywords';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Keywords that say something about values only, and so are all that may stand inside allOf, anyOf, oneOf and not. */
const NOT_IN_COMBINATIONS = [
  'description',
  'type',
  'default',
  'additionalProperties',
  'nullable',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
];

const UNSUPPORTED = [
  '$ref',
  'definitions',
  'dependencies',
  'patternProperties',
  'additionalItems',
];

/**
 * What keeps a schema from being structural, and so the API server from taking it.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function validateStructuralSchema(
  schema: JsonObject,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  const type = stringAt(schema, 'type');
  if (!type) {
    errors.push(required(`${path}.type`, 'must not be empty at the root'));
  } else if (type !== 'object') {
    errors.push(invalid(`${path}.type`, type, 'must be object at the root'));
  }
  if (schema.nullable === true) {
    errors.push(
      forbidden(`${path}.nullable`, 'nullable cannot be true at the root'),
    );
  }
  const metadata = Object.keys(
    objectAt(objectAt(schema, 'properties')?.metadata, 'properties') ?? {},
  );
  if (metadata.some(name => name !== 'name' && name !== 'generateName')) {
    errors.push(
      forbidden(
        `${path}.properties[metadata]`,
        'must not specify anything other than name and generateName, but metadata is implicitly specified',
      ),
    );
  }
  return [...errors, ...levelErrors(schema, path, 'root')];
}

type Level =
  | 'root'
  | 'specified object fields'
  | 'specified array items'
  | 'combination';

function levelErrors(
  schema: JsonObject,
  path: string,
  level: Level,
): FieldError[] {
  const errors = [
    ...UNSUPPORTED.filter(name => schema[name] !== undefined).map(name =>
      forbidden(`${path}.${name}`, `${name} is not supported`),
    ),
    ...(level === 'combination'
      ? combinationErrors(schema, path)
      : typeErrors(schema, path, level)),
    ...listErrors(schema, path),
    ...valueErrors(schema, path),
  ];
  for (const [name, child] of Object.entries(
    objectAt(schema, 'properties') ?? {},
  )) {
    if (isJsonObject(child)) {
      const below = level === 'combination' ? level : 'specified object fields';
      errors.push(...levelErrors(child, `${path}.properties[${name}]`, below));
    }
  }
  if (isJsonObject(schema.items)) {
    const below = level === 'combination' ? level : 'specified array items';
    errors.push(...levelErrors(schema.items, `${path}.items`, below));
  }
  if (isJsonObject(schema.additionalProperties)) {
    errors.push(
      ...levelErrors(
        schema.additionalProperties,
        `${path}.additionalProperties`,
        'specified object fields',
      ),
    );
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    listAt(schema, keyword).forEach((child, index) => {
      if (isJsonObject(child) && !isIntOrStringPattern(schema)) {
        errors.push(
          ...levelErrors(child, `${path}.${keyword}[${index}]`, 'combination'),
        );
      }
    });
  }
  if (isJsonObject(schema.not)) {
    errors.push(...levelErrors(schema.not, `${path}.not`, 'combination'));
  }
  return errors;
}

/** `x-kubernetes-int-or-string` may carry `anyOf: [{type: integer}, {type: string}]`, alone or first in an allOf. */
function isIntOrStringPattern(schema: JsonObject): boolean {
  return schema['x-kubernetes-int-or-string'] === true;
}

function typeErrors(
  schema: JsonObject,
  path: string,
  level: Level,
): FieldError[] {
  const type = stringAt(schema, 'type');
  if (isIntOrStringPattern(schema)) {
    return type
      ? [
          invalid(
            `${path}.type`,
            type,
            'must be empty if x-kubernetes-int-or-string is true',
          ),
        ]
      : [];
  }
  if (!type) {
    const free =
      level === 'root' ||
      schema['x-kubernetes-preserve-unknown-fields'] === true;
    return free
      ? []
      : [required(`${path}.type`, `must not be empty for ${level}`)];
  }
  if (!TYPES.includes(type)) {
    return [notSupported(`${path}.type`, type, TYPES)];
  }
  const errors: FieldError[] = [];
  if (type === 'array' && !isJsonObject(schema.items)) {
    errors.push(required(`${path}.items`, 'must be specified'));
  }
  if (
    schema.properties !== undefined &&
    isJsonObject(schema.additionalProperties)
  ) {
    errors.push(
      forbidden(
        `${path}.additionalProperties`,
        'additionalProperties and properties are mutual exclusive',
      ),
    );
  }
  if (schema['x-kubernetes-embedded-resource'] === true) {
    if (type !== 'object') {
      errors.push(
        invalid(
          `${path}.type`,
          type,
          'must be object if x-kubernetes-embedded-resource is true',
        ),
      );
    }
    if (
      schema['x-kubernetes-preserve-unknown-fields'] !== true &&
      schema.properties === undefined
    ) {
      errors.push(
        required(
          `${path}.properties`,
          'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields',
        ),
      );
    }
  }
  return errors;
}

function combinationErrors(schema: JsonObject, path: string): FieldError[] {
  return NOT_IN_COMBINATIONS.filter(
    name => schema[name] !== undefined && schema[name] !== false,
  ).map(name => forbidden(`${path}.${name}`, 'must be empty to be structural'));
}
