import { setTimeout as sleep } from 'node:timers/promises';
import { InMemoryFaults } from '../../faults';
import type { Faults } from '../../types';
import { conflict, failure, tooManyRequests } from '../errors';
import type { RequestInfo } from './request-info';

/** What this server can be made to do wrong; README.md says what each of them is. */
export const FAULT_NAMES = [
  'too-many-requests',
  'conflict',
  'gone',
  'drop-watch',
  'slow',
  'server-error',
  'unavailable',
] as const;

type FaultName = (typeof FAULT_NAMES)[number];
type FaultParameters = Record<string, string | number>;

const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Whether a fault's `verb`, `resource`, `group`, `namespace` and `name` are those of a request. */
function concerns(
  parameters: FaultParameters,
  { verb, resource }: RequestInfo,
): boolean {
  const actual: Record<string, string | undefined> = { verb, ...resource };
  return [
    'verb',
    'resource',
    'group',
    'namespace',
    'name',
    'subresource',
  ].every(
    key =>
      parameters[key] === undefined ||
      String(parameters[key]) === (actual[key] ?? ''),
  );
}

/** Whether a fault strikes this request. */
export function strikes(
  { faults, info }: { faults: Faults; info: RequestInfo },
  name: FaultName,
): boolean {
  return (
    faults.strike(name, parameters => concerns(parameters, info)) !== undefined
  );
}

/**
 * Lets the faults strike that concern every kind of request.
 *
 * @returns whether the connection is to be cut without an answer
 * @throws ApiError what the client is told
 */
export async function injectFaults(context: {
  faults: Faults;
  info: RequestInfo;
}): Promise<{ cut: boolean }> {
  const { faults, info } = context;
  const strike = (name: FaultName) =>
    faults.strike(name, parameters => concerns(parameters, info));
  const slow = strike('slow');
  if (slow) {
    await sleep(Number(slow.milliseconds ?? 1_000));
  }
  if (strike('unavailable')) {
    return { cut: true };
  }
  const busy = strike('too-many-requests');
  if (busy) {
    throw tooManyRequests(Number(busy.retryAfter ?? 1));
  }
  const broken = strike('server-error');
  if (broken) {
    const code = Number(broken.code ?? 500);
    throw code === 503
      ? failure(
          503,
          'ServiceUnavailable',
          'the server is currently unable to handle the request',
        )
      : failure(
          code,
          'InternalError',
          'Internal error occurred: switched on in the sandbox',
        );
  }
  const { resource, verb } = info;
  if (resource && WRITES.includes(verb) && strike('conflict')) {
    throw conflict(resource, resource.name ?? '');
  }
  return { cut: false };
}

/** Faults that break the open watches as soon as `drop-watch` is switched on. */
export class KubernetesFaults extends InMemoryFaults {
  readonly #dropWatches: () => number;

  /** @param dropWatches - answers with how many there were */
  constructor(dropWatches: () => number) {
    super();
    this.#dropWatches = dropWatches;
  }

  switchOn(name: string, options?: Parameters<Faults['switchOn']>[1]): void {
    super.switchOn(name, options);
    if (name === 'drop-watch' && this.#dropWatches() > 0) {
      this.strike(name);
    }
  }
}
