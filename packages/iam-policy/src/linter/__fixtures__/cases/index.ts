import { conditions } from './conditions';
import { grammar } from './grammar';
import { identity } from './identity';
import { principals } from './principals';

export type { LintCase } from './types';

export const lintCases = [
  ...grammar,
  ...identity,
  ...conditions,
  ...principals,
];
