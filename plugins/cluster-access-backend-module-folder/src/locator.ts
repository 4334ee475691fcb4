import { InputError } from '@backstage/errors';

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,250}\.zip$/;

/**
 * Checks the name of an archive: plain letters, digits, dots, hyphens and underscores, not hidden, no folder in it, so that
 * nothing but a file of the folder can be meant.
 *
 * @throws InputError
 */
export function checkFileName(name: string): string {
  if (!FILE_NAME.test(name)) {
    throw new InputError('This is not the name of an audit archive');
  }
  return name;
}
