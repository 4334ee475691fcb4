const text = { type: 'string' };
const flag = { type: 'boolean' };
const texts = { type: 'array', items: text };
const textMap = { type: 'object', additionalProperties: text };
const open = { type: 'object' };

function fields(
  properties: Record<string, object>,
  required: string[] = [],
): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: object): object {
  return { type: 'array', items };
}

const target = fields({
  group: text,
  version: text,
  kind: text,
  name: text,
  namespace: text,
  labelSelector: text,
  annotationSelector: text,
});

const fieldSpecs = list(
  fields({ group: text, version: text, kind: text, path: text, create: flag }),
);

const generatorOptions = fields({
  labels: textMap,
  annotations: textMap,
  disableNameSuffixHash: flag,
  immutable: flag,
});

const generator = {
  name: text,
  namespace: text,
  behavior: { enum: ['create', 'replace', 'merge'] },
  files: texts,
  literals: texts,
  envs: texts,
  options: generatorOptions,
};

const fieldOptions = fields({
  delimiter: text,
  index: { type: 'integer' },
  encoding: text,
  create: flag,
});

/** What a Kustomization and a Component have in common. Fields that Kustomize has deprecated are left out: they are refused. */
const properties = {
  apiVersion: text,
  kind: text,
  metadata: { $ref: 'kubernetes#/$defs/V1ObjectMeta' },
  buildMetadata: texts,
  commonAnnotations: textMap,
  components: texts,
  configMapGenerator: list(fields(generator)),
  configurations: texts,
  crds: texts,
  generatorOptions,
  generators: texts,
  helmCharts: list(open),
  helmGlobals: open,
  images: list(
    fields(
      {
        name: text,
        newName: text,
        newTag: text,
        tagSuffix: text,
        digest: text,
      },
      ['name'],
    ),
  ),
  labels: list(
    fields({
      pairs: textMap,
      includeSelectors: flag,
      includeTemplates: flag,
      fields: fieldSpecs,
    }),
  ),
  namePrefix: text,
  nameSuffix: text,
  namespace: text,
  openapi: textMap,
  patches: list(
    fields({
      path: text,
      patch: text,
      target,
      options: { type: 'object', additionalProperties: flag },
    }),
  ),
  replacements: list(
    fields({
      path: text,
      source: fields({
        group: text,
        version: text,
        kind: text,
        name: text,
        namespace: text,
        fieldPath: text,
        options: fieldOptions,
      }),
      sourceValue: text,
      targets: list(
        fields({
          select: target,
          reject: list(target),
          fieldPaths: texts,
          options: fieldOptions,
        }),
      ),
    }),
  ),
  replicas: list(
    fields({ name: text, count: { type: 'integer' } }, ['name', 'count']),
  ),
  resources: texts,
  secretGenerator: list(fields({ ...generator, type: text })),
  sortOptions: open,
  transformers: texts,
  validators: texts,
};

/**
 * Schemas of Kustomize's own files, after its published reference: there is no OpenAPI document of them.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/kustomization.go
 */
export const kustomization = {
  kinds: {
    'kustomize.config.k8s.io/v1beta1/Kustomization': 'Kustomization',
    'kustomize.config.k8s.io/v1alpha1/Component': 'Kustomization',
  },
  $defs: { Kustomization: fields(properties) },
};
