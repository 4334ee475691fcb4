import * as z from 'zod';
import {
  literalTexts,
  repeatedlyTemplatedTexts,
  templatedTexts,
} from '../goTemplate';
import { leafGenerators } from './leafGenerators';

/** A generator that gets no parameters of others. */
const outer = { texts: literalTexts, values: templatedTexts };

/** The second one of a matrix: rendered with the parameters of the first, its values once more with its own. */
const inner = {
  texts: repeatedlyTemplatedTexts,
  values: repeatedlyTemplatedTexts,
};

const exactlyOne: [(generator: object) => boolean, string] = [
  generator =>
    Object.values(generator).filter(value => value !== undefined).length === 1,
  'give exactly one kind of generator',
];

const first = z.strictObject(leafGenerators(outer)).refine(...exactlyOne);
const second = z.strictObject(leafGenerators(inner)).refine(...exactlyOne);

/** One generator; in a matrix the second one may use the parameters of the first: `{ template: '{{ .path.basename }}' }`. */
export const generatorInput = z
  .strictObject({
    ...leafGenerators(outer),
    /** Every combination of two. */
    matrix: z.strictObject({ generators: z.tuple([first, second]) }).optional(),
    /** The first, with what the others say of the same keys. */
    merge: z
      .strictObject({
        mergeKeys: z
          .array(
            z
              .string()
              .max(253, 'use at most 253 characters')
              .regex(/^[\w.-]+$/, 'use letters, digits, "-", "_" and "."'),
          )
          .min(1, 'give at least one key'),
        generators: z
          .array(first)
          .min(2, 'give at least two generators')
          .max(10, 'use at most 10 generators'),
      })
      .optional(),
  })
  .refine(...exactlyOne);
type Generator = z.output<typeof generatorInput>;

/** Whether applications are made of pull requests: their names and branches are chosen by whoever opens one. */
export function readsPullRequests(generator: Generator): boolean {
  const nested = [
    ...(generator.matrix?.generators ?? []),
    ...(generator.merge?.generators ?? []),
  ];
  return [generator, ...nested].some(one => one.pullRequest !== undefined);
}

/** The generator as Argo CD has it. */
export function generatorOf(generator: Generator) {
  const { matrix, merge, ...one } = generator;
  if (matrix) {
    return { matrix: { generators: matrix.generators.map(withRevision) } };
  }
  return merge
    ? { merge: { ...merge, generators: merge.generators.map(withRevision) } }
    : withRevision(one);
}

function withRevision(generator: z.output<typeof first>) {
  if (!generator.git) {
    return generator;
  }
  const { repoURL, revision = 'HEAD', ...rest } = generator.git;
  return { git: { repoURL, revision, ...rest } };
}
