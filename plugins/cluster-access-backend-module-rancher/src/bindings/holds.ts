import { InputError } from '@backstage/errors';
import type { GrantHold } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { z } from 'zod';
import { parseTime } from '../rancher/time';

/** Kubernetes allows 256 KiB for all annotations of an object together; others need room too. */
const MAX_BYTES = 96 * 1024;
const MAX_REASON = 1000;

const time = z.string().transform((value, context) => {
  const parsed = parseTime(value);
  if (!parsed) {
    context.addIssue({ code: 'custom', message: 'no time in RFC 3339' });
    return z.NEVER;
  }
  return parsed;
});

const holdSchema = z.strictObject({
  sessionId: z.string().min(1).max(128),
  expiresAt: time,
  holder: z.string().max(512),
  holderName: z.string().max(512),
  reason: z.string().max(MAX_REASON),
  requestedAt: time,
  origin: z.string().max(128),
});

const holdsSchema = z
  .array(holdSchema)
  .refine(
    holds =>
      new Set(holds.map(({ sessionId }) => sessionId)).size === holds.length,
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told apart by the schema, which takes no undefined
  }
}

/** What a binding says of the sessions that hold it. Anyone may have written it: whatever is not exactly ours is nothing. */
export function parseHolds(annotation: string | undefined): GrantHold[] {
  if (annotation === undefined || Buffer.byteLength(annotation) > MAX_BYTES) {
    return [];
  }
  const parsed = holdsSchema.safeParse(parseJson(annotation));
  return parsed.success ? parsed.data : [];
}

function shortened(reason: string, length: number): string {
  return reason.length <= length
    ? reason
    : `${reason.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function serialized(holds: GrantHold[], reasonLength: number): string {
  return JSON.stringify(
    holds.map(hold => ({
      sessionId: hold.sessionId,
      expiresAt: hold.expiresAt.toISOString(),
      holder: hold.holder,
      holderName: hold.holderName,
      reason: shortened(hold.reason, reasonLength),
      requestedAt: hold.requestedAt.toISOString(),
      origin: hold.origin,
    })),
  );
}

/**
 * Writes holds as an annotation. Long reasons are shortened, all the more where many sessions share a binding: who holds it
 * and until when always fits.
 *
 * @throws InputError when even that is too much for an object, which takes hundreds of sessions
 */
export function serializeHolds(holds: GrantHold[]): string {
  const texts = [MAX_REASON, 200, 20].map(length => serialized(holds, length));
  const fitting = texts.find(text => Buffer.byteLength(text) <= MAX_BYTES);
  if (fitting === undefined || parseHolds(fitting).length !== holds.length) {
    throw new InputError(
      `The ${holds.length} sessions that share this access cannot be written on one binding`,
    );
  }
  return fitting;
}

/**
 * The holds a binding should carry when it may have changed since it was last seen: what is wanted, and the holds that
 * someone added meanwhile. What was seen and is not wanted any more goes.
 */
export function mergeHolds(options: {
  wanted: GrantHold[];
  seen: GrantHold[];
  found: GrantHold[];
}): GrantHold[] {
  const known = new Set(
    [...options.wanted, ...options.seen].map(({ sessionId }) => sessionId),
  );
  return [
    ...options.wanted,
    ...options.found.filter(({ sessionId }) => !known.has(sessionId)),
  ];
}

export function lastExpiry(holds: GrantHold[]): Date | undefined {
  const times = holds.map(({ expiresAt }) => expiresAt.getTime());
  return times.length === 0
    ? undefined
    : new Date(times.reduce((a, b) => Math.max(a, b)));
}
