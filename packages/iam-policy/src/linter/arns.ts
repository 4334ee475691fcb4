import { type Arn, formatArn, parseArn } from '../arn';
import {
  arnMatchesFormat,
  type Catalogue,
  resourceTypesOf,
} from '../catalogue';
import { nearest, placeholderFor } from './words';

/** What a catalogue says does not change, and is asked for with every ARN. */
const formatsOf = new WeakMap<Catalogue, Map<string, string[]>>();

/** Forms of ARNs of one service, as its own and other services' resource types give them. */
export function formatsOfArnService(
  catalogue: Catalogue,
  arnService: string,
): string[] {
  const known = formatsOf.get(catalogue) ?? formatsByService(catalogue);
  formatsOf.set(catalogue, known);
  return known.get(arnService) ?? [];
}

function formatsByService(catalogue: Catalogue): Map<string, string[]> {
  const byService = new Map<string, string[]>();
  const formats = catalogue.prefixes.flatMap(prefix =>
    (catalogue.service(prefix)?.resourceTypes ?? []).map(
      ({ arnFormat }) => arnFormat,
    ),
  );
  for (const format of new Set(formats)) {
    const service = parseArn(format)?.service ?? '';
    byService.set(service, [...(byService.get(service) ?? []), format]);
  }
  return byService;
}

/** Forms of the resources that an action's pattern takes, each once. */
export function formatsTakenBy(
  catalogue: Catalogue,
  actions: string[],
): Set<string> {
  return new Set(
    actions.flatMap(action =>
      resourceTypesOf(catalogue, action).map(({ arnFormat }) => arnFormat),
    ),
  );
}

/**
 * The ARN that was probably meant: with or without region and account as its form wants it, with the right separators, and with
 * placeholders for names that are missing.
 */
export function repairedArn(
  text: string,
  formats: string[],
): string | undefined {
  const arn = parseArn(text);
  const forms = formats.flatMap(format => {
    const parts = parseArn(format);
    return parts ? [{ format, parts }] : [];
  });
  if (!arn) {
    return undefined;
  }
  for (const { format, parts } of forms) {
    const moved = formatArn(inPlaceOf(arn, parts));
    if (arnMatchesFormat(format, moved)) {
      return moved;
    }
  }
  const [word = '', ...names] = arn.resource.split(/[:/]/).filter(Boolean);
  const words = forms.map(({ parts }) => firstWord(parts.resource));
  const meant = nearest(word, words);
  const candidates = forms.filter(
    ({ parts }) => firstWord(parts.resource) === meant,
  );
  const best = candidates.reduce<(typeof forms)[number] | undefined>(
    (found, form) =>
      !found || distance(form, names) < distance(found, names) ? form : found,
    undefined,
  );
  return (
    best &&
    formatArn({
      ...inPlaceOf(arn, best.parts),
      resource: filled(best.parts.resource, names),
    })
  );
}

/** ARNs with placeholders, of the types an action takes: of those it cannot do without, else of the first few. */
export function examplesFor(
  catalogue: Catalogue,
  action: string,
  partition = 'aws',
): string[] {
  const definition = catalogue.action(action);
  const required = new Set(
    definition?.resources
      .filter(resource => resource.required)
      .map(({ type }) => type),
  );
  const types = resourceTypesOf(catalogue, action);
  const shown = types.filter(({ name }) => required.has(name));
  return (shown.length > 0 ? shown : types.slice(0, 2)).map(({ arnFormat }) =>
    withPlaceholders(arnFormat, partition),
  );
}

export function withPlaceholders(arnFormat: string, partition: string): string {
  return arnFormat.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
    switch (variable) {
      case 'Partition':
        return partition;
      case 'Account':
        return '<account-id>';
      case 'SecretId':
        return '<secret-name>-??????';
      default:
        return placeholderFor(variable);
    }
  });
}

function inPlaceOf(arn: Arn, form: Arn): Arn {
  const part = (given: string, wanted: string, placeholder: string) =>
    wanted.startsWith('$') ? given || placeholder : wanted;
  return {
    ...arn,
    region: part(arn.region, form.region, '<region>'),
    accountId: part(arn.accountId, form.accountId, '<account-id>'),
  };
}

function firstWord(resource: string): string {
  return resource.split(/[:/]/)[0];
}

function variablesOf(resource: string): string[] {
  return [...resource.matchAll(/\$\{(\w+)\}/g)].map(match => match[1]);
}

function distance({ parts }: { parts: Arn }, names: string[]): number {
  return Math.abs(variablesOf(parts.resource).length - names.length);
}

/** The last names belong to the last variables; what is missing in front becomes a placeholder. */
function filled(resource: string, names: string[]): string {
  const variables = variablesOf(resource);
  const missing = variables.length - names.length;
  const values =
    missing >= 0
      ? [...variables.slice(0, missing).map(placeholderFor), ...names]
      : [
          ...names.slice(0, variables.length - 1),
          names.slice(variables.length - 1).join('/'),
        ];
  let next = 0;
  return resource.replace(/\$\{\w+\}/g, () => {
    next += 1;
    return values[next - 1];
  });
}
