import { randomBytes } from 'node:crypto';
import { openApiIndex, openApiV2, openApiV3 } from '../discovery';
import { notAcceptable } from '../errors';
import type { JsonObject } from '../json';
import type { TypeRegistry } from '../registry';
import type { RequestContext } from './context';
import { parseAccept } from './negotiation';
import { respondJson, respondText } from './respond';

const V3 = '/openapi/v3';
const JSON_TYPES = ['application/json', '*/*', 'application/*'];

/** Documents as text, until the types change. */
const cache = new WeakMap<
  TypeRegistry,
  { generation: number; texts: Map<string, string> }
>();
const start = randomBytes(4).toString('hex');

/** @returns nothing where there is no document */
function cached(
  types: TypeRegistry,
  key: string,
  make: () => JsonObject | undefined,
): string | undefined {
  let known = cache.get(types);
  if (known?.generation !== types.generation) {
    known = { generation: types.generation, texts: new Map() };
    cache.set(types, known);
  }
  let text = known.texts.get(key);
  if (text === undefined) {
    const made = make();
    if (!made) {
      return undefined;
    }
    text = JSON.stringify(made);
    known.texts.set(key, text);
  }
  return text;
}

/**
 * `/openapi/v3`, one document a group version, and `/openapi/v2`, in JSON: kubectl takes v3 as JSON, and does without v2 when
 * it cannot have it as protobuf.
 *
 * @returns whether the path is one of those
 */
export function serveOpenApi(context: RequestContext): boolean {
  const { info, request, response, cluster } = context;
  const { types } = cluster;
  const isV3 = info.path === V3 || info.path.startsWith(`${V3}/`);
  if (!isV3 && info.path !== '/openapi/v2') {
    return false;
  }
  if (
    !parseAccept(request.headers.accept).some(({ type }) =>
      JSON_TYPES.includes(type),
    )
  ) {
    throw notAcceptable(['application/json']);
  }
  const root = info.path.slice(V3.length + 1);
  const document = () => {
    if (!isV3) {
      return cached(types, 'v2', () => openApiV2(types));
    }
    return root === ''
      ? JSON.stringify(openApiIndex(types, `${start}${types.generation}`))
      : cached(types, root, () => openApiV3(types, root));
  };
  const text = document();
  if (text === undefined) {
    respondText(response, 404, '404 page not found\n');
  } else {
    respondJson(response, 200, text);
  }
  return true;
}
