import type { Target } from '../operations';
import type { ServedType } from '../registry';
import type { StoredObject } from '../types';
import type { RequestContext } from './context';
import { negotiate } from './negotiation';
import { includedObject } from './options';
import { renderObject, type View } from './representation';
import { respondJson, respondYaml } from './respond';

/** Serves one verb. */
export type Handler = (
  context: RequestContext,
  target: Target,
) => void | Promise<void>;

/** How the client of a request wants to see objects. @throws ApiError 406 */
export function viewOf(
  { request, info, cluster }: RequestContext,
  type: ServedType,
): View {
  return {
    type,
    as: negotiate(request.headers.accept).as,
    include: includedObject(info.query),
    now: cluster.now(),
  };
}

export function answer(
  context: RequestContext,
  code: number,
  json: string,
): void {
  if (negotiate(context.request.headers.accept).format === 'yaml') {
    respondYaml(context.response, code, json);
  } else {
    respondJson(context.response, code, json);
  }
}

export function answerObject(
  context: RequestContext,
  type: ServedType,
  object: StoredObject,
  code = 200,
): void {
  answer(context, code, renderObject(viewOf(context, type), object));
}
