/** One place of an ARN's form: a character, or as many characters as one likes, but none of `without`. */
type Place = { character: string } | { without: string; repeats: boolean };

/**
 * Names that stand before another name in some ARNs: a `/` or `:` behind them begins the next one, so that
 * `table/orders/index/by-day` is no table and `arn:aws:s3:::reports/2026` no bucket. Other names may hold both.
 */
const ONE_NAME =
  /^(BucketName|TableName|DatabaseName|WorkGroupName|StateMachineName|ClusterName|DbiResourceId|DomainId|PipelineName|ModelCardName|LayerName|DeviceFleetName|CatalogName|AccessPointName)$/;

/**
 * Whether an ARN fits a form of the catalogue, e.g. `arn:${Partition}:glue:${Region}:${Account}:job/${JobName}`. One with
 * wildcards or policy variables fits when one of the ARNs it stands for does.
 */
export function arnMatchesFormat(
  arnFormat: string,
  arnOrPattern: string,
): boolean {
  const places = placesOf(arnFormat);
  // A policy variable stands for a text that is known with the request only.
  const pattern = arnOrPattern.replace(/\$\{[^}]*\}/g, '*');
  let reachable = spread(places, new Set([0]));
  for (const part of pattern.split('')) {
    const next = new Set<number>();
    for (const at of reachable) {
      const place = places[at];
      if (part === '*') {
        for (let behind = at; behind <= places.length; behind++) {
          next.add(behind);
        }
        break;
      }
      if (place && accepts(place, part)) {
        next.add('repeats' in place && place.repeats ? at : at + 1);
      }
    }
    reachable = spread(places, next);
    if (reachable.size === 0) {
      return false;
    }
  }
  return reachable.has(places.length);
}

/**
 * An ARN of this form.
 *
 * @param names - by the variables of the form: `{ JobName: 'nightly' }`; one that is missing is made up of its variable
 */
export function exampleArn(
  arnFormat: string,
  place: {
    partition: string;
    region: string;
    accountId: string;
    names?: Readonly<Record<string, string>>;
  },
): string {
  const known = new Map([
    ['Partition', place.partition],
    ['Region', place.region],
    ['Account', place.accountId],
    ...Object.entries(place.names ?? {}),
  ]);
  return arnFormat.replace(
    /\$\{(\w+)\}/g,
    (_, variable: string) =>
      known.get(variable) ?? `example-${variable.toLowerCase()}`,
  );
}

function placesOf(arnFormat: string): Place[] {
  return arnFormat.split(/(\$\{\w+\})/).flatMap((piece): Place[] => {
    const variable = /^\$\{(\w+)\}$/.exec(piece)?.[1];
    if (!variable) {
      return piece.split('').map(character => ({ character }));
    }
    const without = forbiddenIn(variable);
    return [
      { without, repeats: false },
      { without, repeats: true },
    ];
  });
}

function forbiddenIn(variable: string): string {
  if (/^(Partition|Region|Account)$/.test(variable)) {
    return ':/';
  }
  return ONE_NAME.test(variable) ? ':/' : '';
}

function accepts(place: Place, part: string): boolean {
  if ('character' in place) {
    return part === '?' || part === place.character;
  }
  return !place.without.includes(part);
}

/** What repeats may also be left out. The places come out in their order, the first one first. */
function spread(places: Place[], reachable: Set<number>): Set<number> {
  const all = new Set<number>();
  for (let at = 0; at <= places.length; at++) {
    const before = places[at - 1];
    const skipped =
      before && 'repeats' in before && before.repeats && all.has(at - 1);
    if (reachable.has(at) || skipped) {
      all.add(at);
    }
  }
  return all;
}
