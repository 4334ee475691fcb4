import type { JsonObject } from '../json';
import { apiVersionOf, type ServedType, type TypeRegistry } from '../registry';
import { schemaName, schemas } from './schemas';

const INFO = { title: 'Kubernetes', version: 'v1.32.0' };
const V3_REFS = '#/components/schemas/';
const V2_REFS = '#/definitions/';

const WRITE_PARAMETERS = ['dryRun', 'fieldManager', 'fieldValidation'].map(
  name => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  }),
);

function rootOf({
  group,
  version,
}: {
  group: string;
  version: string;
}): string {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

function operation(
  type: ServedType,
  action: string,
  write: boolean,
): JsonObject {
  const { group, version, kind } = type;
  return {
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, version, kind },
    ...(write && { parameters: WRITE_PARAMETERS }),
    responses: {
      '200': {
        description: 'OK',
        content: {
          'application/json': {
            schema: { $ref: `${V3_REFS}${schemaName(type)}` },
          },
        },
      },
    },
  };
}

function paths(type: ServedType): JsonObject {
  const collection = `/${rootOf(type)}/${
    type.namespaced ? 'namespaces/{namespace}/' : ''
  }${type.resource}`;
  return {
    [collection]: {
      get: operation(type, 'list', false),
      post: operation(type, 'post', true),
    },
    [`${collection}/{name}`]: {
      get: operation(type, 'get', false),
      put: operation(type, 'put', true),
      patch: operation(type, 'patch', true),
      delete: operation(type, 'delete', false),
    },
  };
}

/** The documents there are (`/openapi/v3`). @param revision - changes whenever a document does */
export function openApiIndex(
  registry: TypeRegistry,
  revision: string,
): JsonObject {
  const roots = new Set(registry.all().map(rootOf));
  return {
    paths: Object.fromEntries(
      [...roots].map(root => [
        root,
        { serverRelativeURL: `/openapi/v3/${root}?hash=${revision}` },
      ]),
    ),
  };
}

/** OpenAPI 3 of one version of one group; nothing where nothing is served. */
export function openApiV3(
  registry: TypeRegistry,
  root: string,
): JsonObject | undefined {
  const types = registry.all().filter(type => rootOf(type) === root);
  if (types.length === 0) {
    return undefined;
  }
  return {
    openapi: '3.0.0',
    info: INFO,
    paths: Object.assign({}, ...types.map(paths)),
    components: { schemas: schemas(types, V3_REFS) },
  };
}

/** OpenAPI 2 of everything: definitions only, for clients that know no other. */
export function openApiV2(registry: TypeRegistry): JsonObject {
  const types = [...registry.all()].sort((a, b) =>
    apiVersionOf(a) < apiVersionOf(b) ? -1 : 1,
  );
  return {
    swagger: '2.0',
    info: INFO,
    paths: {},
    definitions: schemas(types, V2_REFS),
  };
}
