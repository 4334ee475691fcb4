/** One place of an ARN's form: a character, or one or any number of characters, but none of `without`. */
interface Place {
  character: string;
  without: string;
  repeats: boolean;
}

/**
 * Names that stand before another name in some ARNs: a `/` or `:` behind them begins the next one, so that
 * `table/orders/index/by-day` is no table and `arn:aws:s3:::reports/2026` no bucket. Other names may hold both.
 */
const ONE_NAME =
  /^(BucketName|TableName|DatabaseName|WorkGroupName|StateMachineName|ClusterName|DbiResourceId|DomainId|PipelineName|ModelCardName|LayerName|DeviceFleetName|CatalogName|AccessPointName)$/;

/** Forms come from the catalogue and are few; each is read once. */
const formats = new Map<string, Place[][]>();

/**
 * Whether an ARN fits a form of the catalogue, e.g. `arn:${Partition}:glue:${Region}:${Account}:job/${JobName}`. One with
 * wildcards or policy variables fits when one of the ARNs it stands for does. The six parts are compared one by one, as whoever
 * wrote them means them, although a `*` at the end of a part may reach over the next colon. Parts that are missing at the end stand
 * for anything.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnMatchesFormat(
  arnFormat: string,
  arnOrPattern: string,
): boolean {
  if (arnOrPattern === '*') {
    return true;
  }
  const form = formats.get(arnFormat) ?? sixParts(arnFormat).map(placesOf);
  formats.set(arnFormat, form);
  // A policy variable stands for a text that is known with the request only.
  const parts = sixParts(arnOrPattern.replace(/\$\{[^{}]*\}/g, '*'));
  return (
    arnOrPattern.startsWith('arn:') &&
    form.every((places, index) => partFits(places, parts[index] ?? '*'))
  );
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

/** Up to six parts; the last one keeps its colons. */
function sixParts(text: string): string[] {
  const parts = text.split(':');
  return parts.length > 6
    ? [...parts.slice(0, 5), parts.slice(5).join(':')]
    : parts;
}

function placesOf(part: string): Place[] {
  return part.split(/(\$\{\w+\})/).flatMap((piece): Place[] => {
    const variable = /^\$\{(\w+)\}$/.exec(piece)?.[1];
    if (!variable) {
      return piece
        .split('')
        .map(character => ({ character, without: '', repeats: false }));
    }
    const without = ONE_NAME.test(variable) ? ':/' : '';
    return [
      { character: '', without, repeats: false },
      { character: '', without, repeats: true },
    ];
  });
}

function partFits(places: Place[], pattern: string): boolean {
  if (pattern === '*') {
    return true;
  }
  // reachable[at]: what was read so far can stand for the places before `at`.
  let reachable = new Uint8Array(places.length + 1);
  reachable[0] = 1;
  leaveOutRepeats(places, reachable);
  for (let index = 0; index < pattern.length; index++) {
    const next = new Uint8Array(places.length + 1);
    const first = reachable.indexOf(1);
    if (first < 0) {
      return false;
    }
    if (pattern[index] === '*') {
      next.fill(1, first);
    } else {
      for (let at = first; at < places.length; at++) {
        if (reachable[at] && accepts(places[at], pattern[index])) {
          next[places[at].repeats ? at : at + 1] = 1;
        }
      }
      leaveOutRepeats(places, next);
    }
    reachable = next;
  }
  return reachable[places.length] === 1;
}

function accepts({ character, without }: Place, written: string): boolean {
  return character
    ? written === '?' || written === character
    : !without.includes(written);
}

function leaveOutRepeats(places: Place[], reachable: Uint8Array): void {
  for (let at = 0; at < places.length; at++) {
    if (reachable[at] && places[at].repeats) {
      reachable[at + 1] = 1;
    }
  }
}
