/** Keywords of a CustomResourceDefinition that tell which objects are right. The rest is prose, or for the API server only. */
const KEPT = [
  'additionalProperties',
  'anyOf',
  'enum',
  'format',
  'items',
  'maxLength',
  'maxProperties',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'nullable',
  'pattern',
  'properties',
  'required',
  'type',
];

/** Providers of a SecretStore that are checked to the last field. Others may hold anything. */
const WHOLE_PROVIDERS = ['aws', 'vault'];

/** The schema of a custom resource in JSON Schema, strict where the API server would prune. */
export function pruneCrd(kind, schema) {
  const { status, ...properties } = schema.properties;
  const pruned = prune({ ...schema, properties });
  pruned.properties.metadata = { $ref: 'kubernetes#/$defs/V1ObjectMeta' };
  if (kind === 'SecretStore') {
    const providers = pruned.properties.spec.properties.provider.properties;
    for (const name of Object.keys(providers)) {
      if (!WHOLE_PROVIDERS.includes(name)) {
        providers[name] = { type: 'object' };
      }
    }
  }
  return pruned;
}

function prune(schema) {
  if (schema['x-kubernetes-int-or-string']) {
    return { type: ['integer', 'string'] };
  }
  const { nullable, ...kept } = Object.fromEntries(
    KEPT.filter(keyword => keyword in schema).map(keyword => [
      keyword,
      pruneKeyword(keyword, schema[keyword]),
    ]),
  );
  if (kept.properties && !schema['x-kubernetes-preserve-unknown-fields']) {
    kept.additionalProperties = false;
  }
  return nullable ? { anyOf: [kept, { type: 'null' }] } : kept;
}

function pruneKeyword(keyword, value) {
  switch (keyword) {
    case 'properties':
      return Object.fromEntries(
        Object.entries(value).map(([name, schema]) => [name, prune(schema)]),
      );
    case 'items':
      return prune(value);
    case 'anyOf':
      return value.map(prune);
    case 'additionalProperties':
      return typeof value === 'object' ? prune(value) : value;
    default:
      return value;
  }
}

/**
 * The same schemas with equal subtrees written once: an ApplicationSet repeats its generators in its generators.
 *
 * @param schemas - by name
 * @returns definitions, those of `schemas` under their names
 */
export function shareSubtrees(schemas) {
  const counts = new Map();
  for (const schema of new Set(Object.values(schemas))) {
    count(schema, counts);
  }
  const definitions = {};
  const names = new Map();
  const share = schema => {
    const text = JSON.stringify(schema);
    if (counts.get(text) < 2 || text.length < 80) {
      return mapSchemas(schema, share);
    }
    if (!names.has(text)) {
      names.set(text, `s${names.size}`);
      definitions[names.get(text)] = mapSchemas(schema, share);
    }
    return { $ref: `#/$defs/${names.get(text)}` };
  };
  const whole = new Map();
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema);
    definitions[name] = whole.has(text)
      ? { $ref: `#/$defs/${whole.get(text)}` }
      : mapSchemas(schema, share);
    whole.set(text, name);
  }
  return definitions;
}

function count(schema, counts) {
  const text = JSON.stringify(schema);
  counts.set(text, (counts.get(text) ?? 0) + 1);
  // What stands in a repeated subtree is counted once: it is shared as a part of it.
  if (counts.get(text) === 1) {
    mapSchemas(schema, inner => {
      count(inner, counts);
      return inner;
    });
  }
}

/** A copy of a schema with `change` applied to the schemas directly in it. */
function mapSchemas(schema, change) {
  const { properties, items, anyOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [
          name,
          change(inner),
        ]),
      ),
    }),
    ...(items && { items: change(items) }),
    ...(anyOf && { anyOf: anyOf.map(change) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: change(additionalProperties),
    }),
  };
}
