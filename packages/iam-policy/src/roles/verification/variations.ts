import { formatArn, parseArn } from '../../arn';
import type { RequestContext } from '../../evaluator';
import type { AskedAccess } from '../types';

/** An account that has no part in the pair. */
export const strangerAccount = '999999999999';

/**
 * ARNs that are near to one and still another: other names in each place, names that begin or end alike (`jobx`, `job-2`), another
 * account, region and partition, and what would stand below it.
 */
export function nearbyArns({ resource, within }: AskedAccess): string[] {
  const arn = parseArn(resource);
  if (!arn) {
    return [];
  }
  const elsewhere = [
    { ...arn, partition: 'aws-elsewhere' },
    ...(arn.region ? [{ ...arn, region: 'eu-central-9' }] : []),
    ...(arn.accountId ? [{ ...arn, accountId: strangerAccount }] : []),
  ];
  return [
    ...nearbyTexts(arn.resource).map(text =>
      formatArn({ ...arn, resource: text }),
    ),
    ...elsewhere.map(formatArn),
    ...outsideOf(within?.resource),
  ];
}

/** An asked call, and where it stands for many, another one of them. */
export function examplesOf(access: AskedAccess): AskedAccess[] {
  const { context, within, through } = access;
  const others: AskedAccess[] = [
    ...(within?.resource
      ? [{ ...access, resource: anotherOf(within.resource) }]
      : []),
    ...anotherContext(context, within?.context).map(other => ({
      ...access,
      context: other,
    })),
    ...(through
      ? anotherContext(through.context, through.within).map(other => ({
          ...access,
          through: { ...through, context: other },
        }))
      : []),
  ];
  return [access, ...others];
}

/** A context for each pattern. */
function anotherContext(
  context: RequestContext | undefined,
  patterns: Readonly<Record<string, string[]>> = {},
): RequestContext[] {
  return Object.entries(patterns).flatMap(([key, values]) =>
    values.map(pattern => ({ ...context, [key]: anotherOf(pattern) })),
  );
}

/** Not what an example says, so that an example taken for the pattern is found out. */
function anotherOf(pattern: string): string {
  return pattern === '*'
    ? pattern
    : pattern.replaceAll('*', 'another/1').replaceAll('?', '9');
}

/** What ends just before the first wildcard of a pattern, or goes another way there. */
function outsideOf(pattern: string | undefined): string[] {
  const stem = pattern?.split(/[*?]/, 1)[0];
  return stem && parseArn(stem)
    ? [stem.slice(0, -1), `${stem.slice(0, -1)}x`]
    : [];
}

/**
 * Contexts near to one: without each key, and with another value of it. The first is without any key.
 */
export function nearbyContexts(context: RequestContext): RequestContext[] {
  return [
    {},
    ...Object.entries(context).flatMap(([key, value]) => {
      const { [key]: _, ...others } = context;
      return [
        others,
        ...nearbyValues(value).map(other => ({ ...context, [key]: other })),
      ];
    }),
  ];
}

function nearbyValues(value: string | string[]): Array<string | string[]> {
  if (typeof value === 'string') {
    return nearbyValuesOf(value);
  }
  const foreign = nearbyTexts(value.join('-'));
  return [...foreign.map(text => [text]), [...value, foreign[0]]];
}

function nearbyValuesOf(value: string): string[] {
  const arn = parseArn(value);
  return arn ? nearbyArns({ action: '', resource: value }) : nearbyTexts(value);
}

/** Texts that are easily taken for this one: with another name between its slashes and colons, and what would stand below it. */
function nearbyTexts(text: string): string[] {
  const places = text.split(/([/:])/);
  const renamed = places.flatMap((name, place) =>
    place % 2 === 0 && name !== ''
      ? nearbyNames(name).map(other =>
          [...places.slice(0, place), other, ...places.slice(place + 1)].join(
            '',
          ),
        )
      : [],
  );
  return [...renamed, `${text}/x`, `${text}:x`];
}

function nearbyNames(name: string): string[] {
  const shorter = name.length > 1 ? [name.slice(0, -1)] : [];
  return ['other', `${name}x`, `${name}-2`, `x${name}`, ...shorter];
}
