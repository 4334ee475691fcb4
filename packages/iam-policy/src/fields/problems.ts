import { InputError } from '@backstage/errors';
import type * as z from 'zod';
import { wording } from './wording';

/** What is wrong with one field, and what to do about it. */
export interface FieldProblem {
  /** Path of the field: `services[0].jobs[1]`. Empty for the whole. */
  path: string;
  message: string;
}

/** An input that is refused, field by field. */
export class InvalidFieldsError extends InputError {
  constructor(readonly problems: FieldProblem[]) {
    super(
      problems
        .map(({ path, message }) => (path ? `${path}: ${message}` : message))
        .join('\n'),
    );
  }
}

/**
 * Checks an input against its schema.
 *
 * @returns the input with defaults filled in
 * @throws {@link InvalidFieldsError} naming every field that is wrong
 */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input, { error: wording });
  if (!result.success) {
    throw new InvalidFieldsError(result.error.issues.flatMap(problemsOf));
  }
  return result.data;
}

/** Fields that a schema does not know are named each at its own place. */
function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map(key => ({
        path: fieldPath([...issue.path, key]),
        message: 'is not known here: leave it out, or correct its name',
      }))
    : [{ path: fieldPath(issue.path), message: issue.message }];
}

/** `['services', 0, 'jobs']` as `services[0].jobs`. */
export function fieldPath(path: PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    return text ? `${text}.${String(part)}` : String(part);
  }, '');
}
