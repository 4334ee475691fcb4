import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { resolve } from 'node:path';

/**
 * @param config - the root configuration
 * @param workingDirectory - what a relative path is relative to
 * @returns absolute path of the folder
 * @throws InputError with the path of the value that is missing
 */
export function readFolderPath(
  config: Config,
  workingDirectory: string,
): string {
  const path = config.getOptionalString('clusterAccess.folder.path')?.trim();
  if (!path) {
    throw new InputError(
      'Missing clusterAccess.folder.path: say in which folder audit archives are to be kept',
    );
  }
  return resolve(workingDirectory, path);
}
