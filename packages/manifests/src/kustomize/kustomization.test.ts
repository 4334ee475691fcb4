import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { expectGolden } from '../__testUtils__/golden';
import {
  hostileText,
  hostileTexts,
  unlessRefused,
} from '../__testUtils__/hostile';
import {
  describeWithKubectl,
  kubectlKustomize,
} from '../__testUtils__/kubectl';
import type { GeneratedFile } from '../files';
import { validateYaml } from '../validation';
import { printManifests } from '../yaml';
import type { KustomizationInput } from '.';
import { kustomization } from '.';

const base: KustomizationInput = {
  folder: 'base',
  resources: ['deployment.yaml', 'service.yaml'],
  labels: [{ pairs: { 'app.kubernetes.io/name': 'web' } }],
};

const overlay: KustomizationInput = {
  folder: 'overlays/qa',
  namespace: 'llm-qa',
  nameSuffix: '-qa',
  resources: ['../../base'],
  components: ['../../components/tracing'],
  labels: [{ pairs: { environment: 'qa' }, includeTemplates: true }],
  commonAnnotations: { 'example.com/note': 'yes: "1"\n# two' },
  images: [{ name: 'web', newName: 'ghcr.io/org/web', newTag: '1.20' }],
  replicas: [{ name: 'web', count: 3 }],
  configMapGenerator: [
    {
      name: 'settings',
      literals: { MODE: 'on', LIMIT: '010', TEXT: 'a: b\n# c\n' },
      files: { 'web.conf': 'files/web.conf' },
    },
  ],
  secretGenerator: [
    {
      name: 'token',
      envs: ['token.env'],
      options: { disableNameSuffixHash: true },
    },
  ],
  patches: [
    { path: 'patch.yaml' },
    {
      merge: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { type: 'LoadBalancer' },
      },
    },
    {
      target: { kind: 'Deployment', name: 'web' },
      json6902: [
        {
          op: 'add',
          path: '/spec/template/spec/nodeSelector',
          value: { a: 'yes' },
        },
        { op: 'remove', path: '/spec/revisionHistoryLimit' },
      ],
    },
  ],
  replacements: [
    {
      source: { kind: 'Service', name: 'web' },
      targets: [
        {
          select: { kind: 'Deployment', name: 'web' },
          fieldPaths: ['spec.template.spec.containers.[name=web].env.0.value'],
        },
      ],
    },
  ],
};

const component: KustomizationInput = {
  folder: 'components/tracing',
  kind: 'Component',
  patches: [
    {
      target: { kind: 'Deployment' },
      json6902: [
        {
          op: 'add',
          path: '/metadata/annotations',
          value: { tracing: 'on' },
        },
      ],
    },
  ],
};

const files: GeneratedFile[] = [base, overlay, component].flatMap(input =>
  kustomization(input),
);

function problemsOf(input: KustomizationInput) {
  try {
    kustomization(input);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems.map(({ path }) => path);
    }
    throw error;
  }
  return [];
}

describe('a kustomization', () => {
  it('is printed as it is kept', () => {
    expectGolden(join(__dirname, '__golden__'), files);
  });

  it('has only fields that Kustomize knows and has not deprecated', () => {
    expect(files.map(({ content }) => validateYaml(content))).toEqual([
      [],
      [],
      [],
    ]);
  });

  it.each<[string, KustomizationInput, string]>([
    ['a path that is absolute', { resources: ['/etc'] }, 'resources[0]'],
    [
      'a path that goes back and forth',
      { resources: ['a/../b'] },
      'resources[0]',
    ],
    [
      'a repository without a version',
      { resources: ['https://github.com/org/repo//base'] },
      'resources[0]',
    ],
    [
      'a repository over http',
      { resources: ['http://github.com/org/repo//base?ref=v1'] },
      'resources[0]',
    ],
    [
      'a literal in quotes',
      { configMapGenerator: [{ name: 'a', literals: { a: '"x"' } }] },
      'configMapGenerator[0].literals.a',
    ],
    [
      'a ConfigMap of nothing',
      { configMapGenerator: [{ name: 'a' }] },
      'configMapGenerator[0].literals',
    ],
    [
      'a tag and a digest',
      {
        images: [
          { name: 'a', newTag: '1', digest: `sha256:${'0'.repeat(64)}` },
        ],
      },
      'images[0].digest',
    ],
    [
      'a patch in two forms',
      {
        patches: [
          {
            path: 'a.yaml',
            json6902: [{ op: 'remove', path: '/a' }],
            target: {},
          },
        ],
      },
      'patches[0].path',
    ],
    [
      'steps for nothing',
      { patches: [{ json6902: [{ op: 'remove', path: '/a' }] }] },
      'patches[0].target',
    ],
    [
      'a partial object without a name',
      { patches: [{ merge: { kind: 'Service' } }] },
      'patches[0].merge',
    ],
  ])('refuses %s', (_, input, field) => {
    expect(problemsOf(input)).toEqual([field]);
  });

  it('has no literals of Secrets', () => {
    const secretGenerator = [{ name: 'a', literals: { password: 'x' } }];
    expect(() =>
      kustomization(JSON.parse(JSON.stringify({ secretGenerator }))),
    ).toThrow(InvalidFieldsError);
  });

  it('takes a repository at a version', () => {
    expect(
      problemsOf({
        resources: [
          'https://github.com/org/repo//deploy/base?ref=v1.2.3',
          '../..',
        ],
      }),
    ).toEqual([]);
  });
});

describe('a hostile text in a kustomization', () => {
  const fields: Record<string, (text: string) => KustomizationInput> = {
    folder: folder => ({ folder }),
    namespace: namespace => ({ namespace }),
    namePrefix: namePrefix => ({ namePrefix }),
    resources: text => ({ resources: [text] }),
    components: text => ({ components: [text] }),
    labels: text => ({ labels: [{ pairs: { [text]: text } }] }),
    commonAnnotations: text => ({ commonAnnotations: { a: text } }),
    images: text => ({ images: [{ name: text, newTag: text }] }),
    configMapGenerator: text => ({
      configMapGenerator: [{ name: 'a', literals: { a: text } }],
    }),
    'configMapGenerator[0].literals': text => ({
      configMapGenerator: [{ name: 'a', literals: { [text]: 'a' } }],
    }),
    'patches[0].target': text => ({
      patches: [
        { path: 'a.yaml', target: { name: text, labelSelector: text } },
      ],
    }),
    replacements: text => ({
      replacements: [
        {
          source: { kind: 'Service', name: 'a' },
          targets: [{ select: { kind: 'Pod' }, fieldPaths: [text] }],
        },
      ],
    }),
  };

  it.each(Object.entries(fields))(
    'is refused or carried as data: %s',
    (field, withText) => {
      const check = (text: string) => {
        const [file] =
          unlessRefused(field, () => kustomization(withText(text))) ?? [];
        expect(file ? validateYaml(file.content) : []).toEqual([]);
        expect(
          file ? JSON.stringify([parse(file.content), file.path]) : text,
        ).toContain(file ? JSON.stringify(text).slice(1, -1) : text);
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 8, numRuns: 100 });
    },
  );

  it('stays in its place in a patch', () => {
    const check = (text: string) => {
      const value = { [`k${text}`]: [text] };
      const [file] =
        unlessRefused('patches[0].json6902', () =>
          kustomization({
            patches: [
              {
                target: { kind: 'Pod' },
                json6902: [{ op: 'add', path: '/a', value }],
              },
            ],
          }),
        ) ?? [];
      const patches = file
        ? [parse(parse(file.content).patches[0].patch)]
        : [[{ op: 'add', path: '/a', value }]];
      expect(patches).toEqual([[{ op: 'add', path: '/a', value }]]);
    };
    hostileTexts.forEach(check);
    fc.assert(fc.property(hostileText, check), { seed: 9, numRuns: 100 });
  });
});

describeWithKubectl('what kubectl makes of a kustomization', () => {
  it('is what was meant', () => {
    const output = kubectlKustomize('overlays/qa', [
      ...files,
      {
        path: 'base/deployment.yaml',
        content: printManifests([
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'web' },
            spec: {
              revisionHistoryLimit: 2,
              selector: { matchLabels: { app: 'web' } },
              template: {
                metadata: { labels: { app: 'web' } },
                spec: {
                  containers: [
                    {
                      name: 'web',
                      image: 'web:1',
                      env: [{ name: 'SERVICE', value: 'x' }],
                      envFrom: [{ configMapRef: { name: 'settings' } }],
                    },
                  ],
                },
              },
            },
          },
        ]),
      },
      {
        path: 'base/service.yaml',
        content: printManifests([
          {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name: 'web' },
            spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
          },
        ]),
      },
      { path: 'overlays/qa/files/web.conf', content: 'a = 1\n' },
      { path: 'overlays/qa/token.env', content: 'TOKEN=x\n' },
      {
        path: 'overlays/qa/patch.yaml',
        content: printManifests([
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'web' },
            spec: { paused: true },
          },
        ]),
      },
    ]);
    const objects = parseAllDocuments(output).map(document => document.toJS());
    expect(objects).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'ConfigMap',
          data: {
            MODE: 'on',
            LIMIT: '010',
            TEXT: 'a: b\n# c\n',
            'web.conf': 'a = 1\n',
          },
        }),
        expect.objectContaining({
          kind: 'Secret',
          metadata: expect.objectContaining({ name: 'token-qa' }),
        }),
        expect.objectContaining({
          kind: 'Service',
          metadata: expect.objectContaining({
            name: 'web-qa',
            namespace: 'llm-qa',
            annotations: { 'example.com/note': 'yes: "1"\n# two' },
            labels: { 'app.kubernetes.io/name': 'web', environment: 'qa' },
          }),
          spec: {
            type: 'LoadBalancer',
            selector: { app: 'web' },
            ports: [{ port: 80 }],
          },
        }),
      ]),
    );
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    expect(deployment.spec).toMatchObject({
      replicas: 3,
      paused: true,
      selector: { matchLabels: { app: 'web' } },
      template: {
        spec: {
          nodeSelector: { a: 'yes' },
          containers: [
            {
              image: 'ghcr.io/org/web:1.20',
              env: [{ name: 'SERVICE', value: 'web-qa' }],
            },
          ],
        },
      },
    });
    expect(deployment.spec).not.toHaveProperty('revisionHistoryLimit');
    expect(deployment.metadata.annotations).toMatchObject({ tracing: 'on' });
  });

  it('has each hostile literal as it was', () => {
    const taken = hostileTexts.filter(
      text =>
        problemsOf({
          configMapGenerator: [{ name: 'a', literals: { a: text } }],
        }).length === 0,
    );
    const literals = Object.fromEntries(
      taken.map((text, index) => [`k${index}`, text]),
    );
    const output = kubectlKustomize(
      '.',
      kustomization({ configMapGenerator: [{ name: 'a', literals }] }),
    );
    expect(taken.length).toBeGreaterThan(80);
    expect(parse(output).data).toEqual(literals);
  });
});
