import { badRequest } from './errors';
import { at } from './json';

export type Predicate<T> = (value: T) => boolean;
type Labels = Record<string, string> | undefined;

const SET_REQUIREMENT = /^\s*([^\s!=(),]+)\s+(in|notin)\s+\(([^)]*)\)\s*$/;
const EQUALITY_REQUIREMENT =
  /^\s*([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)\s*$/;
const EXISTENCE_REQUIREMENT = /^\s*(!?)\s*([^\s!=(),]+)\s*$/;

/** Splits at commas that are not within parentheses. */
function requirements(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).filter(part => part.trim() !== '');
}

function labelRequirement(text: string): Predicate<Labels> {
  const set = SET_REQUIREMENT.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = new Set(list.split(',').map(value => value.trim()));
    return operator === 'in'
      ? labels => labels?.[key] !== undefined && values.has(labels[key])
      : labels => labels?.[key] === undefined || !values.has(labels[key]);
  }
  const equality = EQUALITY_REQUIREMENT.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels?.[key] !== value
      : labels => labels?.[key] === value;
  }
  const existence = EXISTENCE_REQUIREMENT.exec(text);
  if (existence) {
    const [, not, key] = existence;
    return labels => (labels?.[key] === undefined) === Boolean(not);
  }
  throw badRequest(
    `unable to parse requirement: invalid label selector "${text.trim()}"`,
  );
}

/** @throws ApiError 400 when it cannot be parsed */
export function parseLabelSelector(
  selector: string | undefined,
): Predicate<Labels> | undefined {
  const predicates = requirements(selector ?? '').map(labelRequirement);
  return predicates.length === 0
    ? undefined
    : labels => predicates.every(predicate => predicate(labels));
}

export interface FieldRequirement {
  field: string;
  not: boolean;
  value: string;
}

/** @throws ApiError 400 when it cannot be parsed */
export function parseFieldSelector(
  selector: string | undefined,
): FieldRequirement[] {
  return (selector ?? '')
    .split(/(?<!\\),/)
    .filter(part => part !== '')
    .map(part => {
      const match = /^(.*?)(!=|==|=)(.*)$/s.exec(part);
      if (!match) {
        throw badRequest(
          `invalid selector: '${selector}'; can't understand '${part}'`,
        );
      }
      const [, field, operator, value] = match;
      return {
        field,
        not: operator === '!=',
        value: value.replace(/\\([\\,=])/g, '$1'),
      };
    });
}

function fieldValue(object: unknown, field: string): string {
  const value = at(object, ...field.split('.'));
  return value === undefined || value === null ? '' : String(value);
}

export function matchesFields(
  fields: FieldRequirement[],
): Predicate<unknown> | undefined {
  return fields.length === 0
    ? undefined
    : object =>
        fields.every(
          ({ field, not, value }) =>
            (fieldValue(object, field) === value) !== not,
        );
}
