import * as z from 'zod';

/**
 * A text for people or programs: without control characters and whole as Unicode. It is data wherever it is written: nothing in it
 * has a meaning to us.
 *
 * @param options.max - number of UTF-16 units
 * @param options.lines - whether it may have several lines, and tabs
 */
export function plainText(options: {
  min?: number;
  max: number;
  lines?: boolean;
}) {
  const { min = 0, max, lines = false } = options;
  return z
    .string()
    .min(
      min,
      min === 1 ? 'must not be empty' : `use at least ${min} characters`,
    )
    .max(max, `use at most ${max} characters`)
    .refine(
      text => !(lines ? /(?![\n\t])\p{Cc}/u : /\p{Cc}/u).test(text),
      lines
        ? 'leave out control characters other than line feed and tab'
        : 'leave out line breaks, tabs and other control characters',
    )
    .refine(
      text => !/\p{Surrogate}/u.test(text),
      'leave out broken characters (one half of a surrogate pair)',
    );
}

/** Path of a file or folder in a repository: with `/`, relative, without `.` and `..`. */
export const repositoryPath = z
  .string()
  .min(1, 'must not be empty')
  .max(1_024, 'use at most 1024 characters')
  .regex(
    /^[A-Za-z0-9._@+-]+(\/[A-Za-z0-9._@+-]+)*$/,
    'write a relative path of letters, digits and ._@+- with "/" between its parts',
  )
  .refine(
    path => path.split('/').every(part => part !== '.' && part !== '..'),
    'leave out "." and ".."',
  );
