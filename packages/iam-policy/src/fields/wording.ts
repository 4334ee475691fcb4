import type * as z from 'zod';

type Problem = Parameters<z.core.$ZodErrorMap>[0];

const kinds: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What to do about a problem for which a schema has no words of its own; nothing where zod's own are as good. */
export function wording(problem: Problem): string | undefined {
  switch (problem.code) {
    case 'invalid_type': {
      const kind = kinds[problem.expected];
      const missing = problem.input === undefined ? 'is missing: ' : '';
      return kind && `${missing}give ${kind}`;
    }
    case 'invalid_value':
      return oneOf(problem.values);
    case 'invalid_union':
      return Array.isArray(problem.options)
        ? oneOf(problem.options)
        : undefined;
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): string {
  const written = values.map(value =>
    typeof value === 'string' ? JSON.stringify(value) : String(value),
  );
  return written.length === 1
    ? `use ${written[0]}`
    : `use one of ${written.join(', ')}`;
}
