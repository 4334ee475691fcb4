import { ConflictError } from '@backstage/errors';
import { lineNumber } from './text';

const SHOWN = 60;

/**
 * An edit that would have to guess.
 *
 * @param offset - where in the text
 * @param what - what was found and what was wanted
 * @param advice - what the reader can do about it
 */
export function conflict(
  text: string,
  offset: number,
  what: string,
  advice: string,
): ConflictError {
  return new ConflictError(
    `Line ${lineNumber(text, offset)}: ${what}; ${advice}`,
  );
}

/** A piece of a file or a value, on one line and short enough for a message. */
export function shown(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
