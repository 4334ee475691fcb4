import * as z from 'zod';
import {
  dnsLabel,
  imageReference,
  labelKey,
  labelValue,
  plainText,
} from '../fields';
import type { TextRules } from '../goTemplate';
import { recordOf } from '../records';
import { chartName, repositoryUrl, sourcePath, targetRevision } from './fields';

/** File in the chart's own repository, in another source (`$ref/path`), or on the web. */
const valueFile = z
  .string()
  .max(1_024, 'use at most 1,024 characters')
  .regex(
    /^(\$[\w-]+\/|https:\/\/[A-Za-z0-9])?[\w.@+%/-]+$/,
    'write a path such as values.yaml or $values/apps/web/values.yaml; "$" and the name of a source stand at the beginning only',
  );

const namePart = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(/^[a-z0-9.-]+$/, 'use lower case letters, digits, "-" and "."');

/** Name of a value in `--set`: `image.tag`, `hosts[0].name`, `annotations.example\\.com/x`. */
const parameterName = z
  .string()
  .max(500, 'use at most 500 characters')
  .regex(
    /^[\w-]([\w./[\]-]|\\\.)*$/,
    'write the path of a value such as image.tag',
  );

const helm = <Input>({ text, data }: TextRules<Input>) =>
  z.strictObject({
    releaseName: text(dnsLabel.max(53, 'use at most 53 characters')).optional(),
    valueFiles: z
      .array(text(valueFile))
      .max(50, 'use at most 50 files')
      .optional(),
    ignoreMissingValueFiles: z.boolean().optional(),
    /** Values by themselves; they win over files. */
    values: data.optional(),
    /** Win over values and files. */
    parameters: z
      .array(
        z.strictObject({
          name: text(parameterName),
          value: text(plainText({ max: 4_096, lines: true })),
          /** Takes `true` and `1` as texts. */
          forceString: z.boolean().optional(),
        }),
      )
      .max(100, 'use at most 100 parameters')
      .optional(),
    skipCrds: z.boolean().optional(),
  });

const kustomize = <Input>({ text }: TextRules<Input>) =>
  z.strictObject({
    namePrefix: text(namePart).optional(),
    nameSuffix: text(namePart).optional(),
    namespace: text(dnsLabel).optional(),
    /** `name:tag` in place of what the kustomization says of that name. */
    images: z
      .array(text(imageReference))
      .max(100, 'use at most 100 images')
      .optional(),
    /** Put on every object, not on selectors, which cannot be changed later. */
    labels: recordOf(labelKey, text(labelValue)).optional(),
    components: z
      .array(text(sourcePath))
      .max(50, 'use at most 50 components')
      .optional(),
  });

const directory = <Input>({ text }: TextRules<Input>) => {
  const glob = text(
    z
      .string()
      .max(500, 'use at most 500 characters')
      .regex(/^[\w.*?{},/-]+$/, 'write a pattern such as *.yaml or {a,b}/*'),
  );
  return z.strictObject({
    recurse: z.boolean().optional(),
    include: glob.optional(),
    exclude: glob.optional(),
  });
};

/** Where manifests come from, and what renders them. */
export function sourceInput<Input>(rules: TextRules<Input>) {
  const { text } = rules;
  return z.strictObject({
    repoURL: text(repositoryUrl),
    /** `HEAD` when left out; a chart needs one. */
    targetRevision: text(targetRevision).optional(),
    path: text(sourcePath).optional(),
    chart: text(chartName).optional(),
    /** Name other sources use this repository's files by, in `valueFiles`. */
    ref: z
      .string()
      .max(63, 'use at most 63 characters')
      .regex(/^[\w-]+$/, 'use letters, digits, "_" and "-"')
      .optional(),
    helm: helm(rules).optional(),
    kustomize: kustomize(rules).optional(),
    directory: directory(rules).optional(),
  });
}
export type CheckedSource = z.output<ReturnType<typeof sourceInput<string>>>;

/** The source as Argo CD has it. */
export function sourceOf(source: CheckedSource) {
  const { repoURL, targetRevision: revision = 'HEAD', ...rest } = source;
  const { helm: chart, kustomize: overlay, ...place } = rest;
  return {
    repoURL,
    targetRevision: revision,
    ...place,
    ...(chart && { helm: helmOf(chart) }),
    ...(overlay && { kustomize: kustomizeOf(overlay) }),
  };
}

function helmOf({ values, ...chart }: NonNullable<CheckedSource['helm']>) {
  return { ...chart, ...(values && { valuesObject: values }) };
}

function kustomizeOf({
  labels,
  ...overlay
}: NonNullable<CheckedSource['kustomize']>) {
  return {
    ...overlay,
    ...(labels && {
      commonLabels: labels,
      labelWithoutSelector: true,
      labelIncludeTemplates: true,
    }),
  };
}
