import {
  InvalidFieldsError,
  parseFields,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import type { DocumentChoice } from './file';
import type { PathPart } from './walk';

/** What every edit of a YAML file can be told. */
export interface YamlOptions {
  /** Which document of several. Needed only when more than one has something in it. */
  document?: DocumentChoice;
}

const pathSchema = z.array(
  z.union(
    [
      z.string(),
      z.int().nonnegative(),
      z
        .record(z.string(), z.string())
        .refine(fields => Object.keys(fields).length > 0),
    ],
    'give a key, the index of an item, or the fields that tell the item',
  ),
);

/**
 * @throws InvalidFieldsError for a path that is none, or is empty where it has to name a place below the root
 */
export function checkPath(path: PathPart[], allowRoot = false): PathPart[] {
  const { path: checked } = parseFields(z.object({ path: pathSchema }), {
    path,
  });
  if (checked.length === 0 && !allowRoot) {
    throw new InvalidFieldsError([
      { path: 'path', message: 'name a place below the root of the document' },
    ]);
  }
  return checked;
}
