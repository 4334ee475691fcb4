import type { Organisation } from '../../organisation';
import type { Manifest } from '../manifest';
import type { Remark } from '../source';

/** Looks at one object; the others of the same text are there for what it refers to. */
export type ManifestRule = (
  manifest: Manifest,
  surroundings: { others: Manifest[]; organisation: Organisation },
) => Remark[];
