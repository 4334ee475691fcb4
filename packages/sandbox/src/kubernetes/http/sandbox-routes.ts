import {
  badRequest,
  forbiddenPath,
  methodNotAllowed,
  notFound,
} from '../errors';
import { at, isJsonObject } from '../json';
import type { Json } from '../types';
import { readText } from './body';
import type { RequestContext } from './context';
import { FAULT_NAMES } from './fault-injection';
import { respondJson } from './respond';

const FAULTS = /^\/_sandbox\/faults(?:\/([^/]+))?$/;

function parametersOf(body: Json): Record<string, string | number> {
  const given = at(body, 'parameters') ?? {};
  if (!isJsonObject(given)) {
    throw badRequest('"parameters" must be an object');
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number'
        ? [[key, value]]
        : [],
    ),
  );
}

async function switchOn(
  { faults, request }: RequestContext,
  name: string,
): Promise<void> {
  const text = await readText(request);
  let body: Json = {};
  try {
    body = text.trim() === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw badRequest(`the body is not JSON: ${error}`);
  }
  const times = at(body, 'times');
  if (
    times !== undefined &&
    (typeof times !== 'number' || !Number.isInteger(times) || times < 1)
  ) {
    throw badRequest('"times" must be a whole number above 0');
  }
  faults.switchOn(name, { times, parameters: parametersOf(body) });
}

/**
 * What no real API server has: `GET /_sandbox/faults`, and `GET`, `PUT`, `DELETE /_sandbox/faults/<name>`.
 *
 * @returns whether the path is one of those
 */
export async function serveSandbox(context: RequestContext): Promise<boolean> {
  const { info, request, response, faults, user } = context;
  const match = FAULTS.exec(info.path);
  if (!match) {
    return false;
  }
  if (!user.groups.includes('system:masters')) {
    throw forbiddenPath(
      `User "${user.username}" cannot ${info.verb} path "${info.path}"`,
    );
  }
  const [, name] = match;
  if (name && !FAULT_NAMES.some(known => known === name)) {
    throw notFound({ group: '', resource: 'faults' }, name);
  }
  if (name && request.method === 'PUT') {
    await switchOn(context, name);
  } else if (name && request.method === 'DELETE') {
    faults.switchOff(name);
  } else if (request.method !== 'GET') {
    throw methodNotAllowed();
  }
  const active = faults.list().filter(fault => !name || fault.name === name);
  respondJson(response, 200, JSON.stringify({ known: FAULT_NAMES, active }));
  return true;
}
