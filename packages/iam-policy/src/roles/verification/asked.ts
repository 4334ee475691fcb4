import { matchesPattern } from '../../pattern';
import type { RequestContext } from '../../evaluator';
import type { AskedAccess } from '../types';

/** One call, without who makes it. */
export interface Call {
  action: string;
  resource: string;
  context: RequestContext;
}

/** Whether a call is one of those that were asked for. What it carries besides does not count. */
export function isAsked(call: Call, asked: AskedAccess[]): boolean {
  return asked.some(
    wanted =>
      wanted.action === call.action &&
      isWithin(call.resource, wanted.resource, wanted.within?.resource) &&
      carriesAll(call.context, wanted.context ?? {}, wanted.within?.context),
  );
}

/**
 * Whether a call carries all of a context.
 *
 * @param patterns - of other values, by key
 */
export function carriesAll(
  given: RequestContext,
  wanted: RequestContext,
  patterns: Readonly<Record<string, string[]>> = {},
): boolean {
  return Object.entries(wanted).every(([key, value]) =>
    carries(given[key], value, patterns[key] ?? []),
  );
}

/** Of a key with several values each has to be one that was asked for. */
function carries(
  given: string | string[] | undefined,
  wanted: string | string[],
  patterns: string[],
): boolean {
  const values = given === undefined ? [] : [given].flat();
  return (
    values.length > 0 &&
    values.every(value =>
      [wanted]
        .flat()
        .some(
          one =>
            value === one ||
            patterns.some(pattern => matchesPattern(pattern, value)),
        ),
    )
  );
}

function isWithin(
  given: string,
  wanted: string,
  pattern: string | undefined,
): boolean {
  return (
    given === wanted ||
    (pattern !== undefined && matchesPattern(pattern, given))
  );
}
