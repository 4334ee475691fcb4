import { InputError } from '@backstage/errors';
import { z } from 'zod';

const position = z.object({
  at: z.number().int(),
  // PostgreSQL fails on a text with NUL in it.
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
});

/** Where a page of sessions, newest first, ended. */
export type Position = z.infer<typeof position>;

export function toCursor(value: Position): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @throws InputError when it is not one of ours */
export function fromCursor(cursor: string): Position {
  try {
    return position.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
  } catch (error) {
    throw new InputError('The cursor is not one that this API gave', error);
  }
}
