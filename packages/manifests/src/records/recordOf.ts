import * as z from 'zod';

/**
 * A map with checked keys and values. Unlike `z.record` it names the key that is wrong and says why, and it refuses the key
 * `__proto__` instead of dropping it.
 */
export function recordOf<Input, Output>(
  key: z.ZodType<string, string>,
  value: z.ZodType<Output, Input>,
) {
  return z
    .custom<Record<string, Input>>(
      map =>
        typeof map === 'object' &&
        map !== null &&
        !Object.hasOwn(map, '__proto__'),
      'give a map without a key "__proto__"',
    )
    .pipe(
      z.record(z.string(), value).superRefine((map, context) => {
        for (const name of Object.keys(map)) {
          for (const { message } of key.safeParse(name).error?.issues ?? []) {
            context.addIssue({ code: 'custom', path: [name], message });
          }
        }
      }),
    );
}
