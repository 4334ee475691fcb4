import * as z from 'zod';
import { dnsSubdomain, labelKey, labelValue, plainText } from '../fields';
import type { TextRules } from '../goTemplate';
import { recordOf } from '../records';
import { repositoryUrl, targetRevision } from './fields';

const valueName = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(/^[A-Za-z_]\w*$/, 'use letters, digits and "_"');

/** How a generator's texts are read, and how its values are. */
interface GeneratorRules<Input, Value> {
  texts: TextRules<Input>;
  values: TextRules<Value>;
}

/** Values beside the generator's own; they are read as templates in any generator. */
const valuesOf = <Input>({ text }: TextRules<Input>) =>
  recordOf(valueName, text(plainText({ max: 4_096, lines: true }))).optional();

const requeueAfterSeconds = z
  .int('write a number of seconds')
  .min(30, 'use at least 30 seconds')
  .max(86_400, 'use at most a day')
  .optional();

/** Folders or files by pattern: `apps/*`, `**\/config.json`. */
const glob = z
  .string()
  .max(500, 'use at most 500 characters')
  .regex(
    /^[\w.*?{},@+-]+(\/[\w.*?{},@+-]+)*$/,
    'write a relative pattern such as apps/*',
  );

const list = <Input, Value>({
  texts: { data },
}: GeneratorRules<Input, Value>) =>
  z.strictObject({
    /** Parameters of one Application each: `{{ .cluster }}`. */
    elements: z
      .array(data)
      .min(1, 'give at least one element')
      .max(1_000, 'use at most 1,000 elements'),
  });

const git = <Input, Value>({
  texts: { text },
  values,
}: GeneratorRules<Input, Value>) => {
  const paths = z
    .array(
      z.strictObject({ path: text(glob), exclude: z.boolean().optional() }),
    )
    .min(1, 'give at least one pattern')
    .max(100, 'use at most 100 patterns');
  return z
    .strictObject({
      repoURL: text(repositoryUrl),
      revision: text(targetRevision).optional(),
      /** One Application a folder. Give this or files. */
      directories: paths.optional(),
      /** One Application a file of parameters, JSON or YAML. */
      files: paths.optional(),
      /** Stands before `path` in parameters: for two git generators in one matrix. */
      pathParamPrefix: valueName.optional(),
      values: valuesOf(values),
      requeueAfterSeconds,
    })
    .refine(
      ({ directories, files }) => Boolean(directories) !== Boolean(files),
      { path: ['directories'], message: 'give directories or files' },
    );
};

const clusters = <Input, Value>({
  texts: { text },
  values,
}: GeneratorRules<Input, Value>) =>
  z.strictObject({
    /** All clusters when left out, the one Argo CD runs in among them. */
    selector: z
      .strictObject({ matchLabels: recordOf(labelKey, text(labelValue)) })
      .optional(),
    values: valuesOf(values),
  });

const owner = z
  .string()
  .max(100, 'use at most 100 characters')
  .regex(/^[A-Za-z0-9][\w.-]*$/, 'use letters, digits, "-", "_" and "."');

const pullRequest = <Input, Value>({
  texts: { text },
  values,
}: GeneratorRules<Input, Value>) => {
  const pattern = plainText({ min: 1, max: 500 });
  return z.strictObject({
    github: z.strictObject({
      owner: text(owner),
      repo: text(owner),
      /** Only pull requests with all of these labels. */
      labels: z
        .array(text(plainText({ min: 1, max: 50 })))
        .max(20, 'use at most 20 labels')
        .optional(),
      /** Key of a Secret in the namespace of the ApplicationSet. */
      tokenRef: z
        .strictObject({ secretName: dnsSubdomain, key: dnsSubdomain })
        .optional(),
      /** Secret with the credentials of a GitHub App. */
      appSecretName: dnsSubdomain.optional(),
    }),
    filters: z
      .array(
        z.strictObject({
          branchMatch: text(pattern).optional(),
          targetBranchMatch: text(pattern).optional(),
          titleMatch: text(pattern).optional(),
        }),
      )
      .max(20, 'use at most 20 filters')
      .optional(),
    values: valuesOf(values),
    requeueAfterSeconds,
  });
};

/** The generators that have no others in them. */
export const leafGenerators = <Input, Value>(
  rules: GeneratorRules<Input, Value>,
) => ({
  list: list(rules).optional(),
  git: git(rules).optional(),
  clusters: clusters(rules).optional(),
  pullRequest: pullRequest(rules).optional(),
});
