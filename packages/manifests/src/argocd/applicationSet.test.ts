import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { expectCarried } from '../__testUtils__/carried';
import { expectGolden } from '../__testUtils__/golden';
import {
  hostileText,
  hostileTexts,
  unlessRefused,
} from '../__testUtils__/hostile';
import { escapeGoTemplate } from '../goTemplate';
import { defaultOrganisation } from '../organisation';
import { assertValid } from '../validation';
import { printManifests } from '../yaml';
import type { ApplicationSetInput } from '.';
import { applicationSet, applicationSetWarnings } from '.';

const git = 'https://github.com/org/deployments.git';

const template: ApplicationSetInput['template'] = {
  name: { template: 'web-{{ .path.basename }}' },
  project: 'tenant-llm-qa',
  source: { repoURL: git, path: { template: '{{ .path.path }}' } },
  destination: { namespace: 'llm-qa' },
};

const base: ApplicationSetInput = {
  name: 'web',
  generators: [{ git: { repoURL: git, directories: [{ path: 'apps/*' }] } }],
  template,
};

function build(input: ApplicationSetInput) {
  return assertValid(applicationSet(input, defaultOrganisation));
}

function problemsOf(input: ApplicationSetInput) {
  try {
    applicationSet(input, defaultOrganisation);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems.map(({ path }) => path);
    }
    throw error;
  }
  return [];
}

describe('an ApplicationSet', () => {
  it('is printed as it is kept', () => {
    const set = (
      path: string,
      generators: ApplicationSetInput['generators'],
      name: string,
      more: Partial<ApplicationSetInput> = {},
    ) => ({
      path: `${path}.yaml`,
      content: printManifests(
        build({
          ...base,
          generators,
          template: {
            ...template,
            name: { template: name },
            source: { repoURL: git, path: 'apps/web' },
          },
          ...more,
        }),
      ),
    });
    expectGolden(join(__dirname, '__golden__', 'applicationSet'), [
      set(
        'git-directories',
        [
          {
            git: {
              repoURL: git,
              directories: [
                { path: 'apps/*' },
                { path: 'apps/test', exclude: true },
              ],
            },
          },
        ],
        'web-{{ .path.basename }}',
      ),
      set(
        'git-files',
        [
          {
            git: {
              repoURL: git,
              revision: 'main',
              files: [{ path: 'namespaces/**/config.json' }],
              values: { region: { template: '{{ .aws.region }}' } },
              requeueAfterSeconds: 60,
            },
          },
        ],
        'web-{{ .namespace }}',
        {
          syncPolicy: {
            applicationsSync: 'create-update',
            preserveResourcesOnDeletion: true,
          },
        },
      ),
      set(
        'list',
        [
          {
            list: {
              elements: [{ cluster: 'a', replicas: 2 }, { cluster: 'b' }],
            },
          },
        ],
        'web-{{ .cluster }}',
      ),
      set(
        'clusters',
        [
          {
            clusters: {
              selector: { matchLabels: { environment: 'qa' } },
              values: { note: 'plain {{ text }}' },
            },
          },
        ],
        'web-{{ .name }}',
      ),
      set(
        'matrix',
        [
          {
            matrix: {
              generators: [
                { clusters: {} },
                {
                  git: {
                    repoURL: git,
                    files: [
                      { path: { template: 'clusters/{{ .name }}/*.json' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
        'web-{{ .name }}-{{ .path.basename }}',
      ),
      set(
        'merge',
        [
          {
            merge: {
              mergeKeys: ['server'],
              generators: [
                { clusters: { values: { size: 'small' } } },
                {
                  list: {
                    elements: [{ server: 'https://a', 'values.size': 'large' }],
                  },
                },
              ],
            },
          },
        ],
        'web-{{ .name }}',
      ),
      set(
        'pull-request',
        [
          {
            pullRequest: {
              github: {
                owner: 'org',
                repo: 'web',
                labels: ['preview'],
                tokenRef: { secretName: 'github', key: 'token' },
              },
              filters: [{ targetBranchMatch: '^main$' }],
              requeueAfterSeconds: 300,
            },
          },
        ],
        'web-{{ .number }}',
      ),
    ]);
  });

  it('fails on a parameter that is missing', () => {
    expect(build(base)).toMatchObject([
      { spec: { goTemplate: true, goTemplateOptions: ['missingkey=error'] } },
    ]);
  });

  it('gives every Application a name of its own', () => {
    expect(
      problemsOf({ ...base, template: { ...template, name: 'web' } }),
    ).toEqual(['template.name']);
  });

  it('lets nobody choose a project by opening a pull request', () => {
    expect(
      problemsOf({
        ...base,
        generators: [
          {
            matrix: {
              generators: [
                { pullRequest: { github: { owner: 'org', repo: 'web' } } },
                { clusters: {} },
              ],
            },
          },
        ],
        template: { ...template, project: { template: '{{ .branch }}' } },
      }),
    ).toEqual(['template.project']);
  });

  it('takes one kind of generator at a time', () => {
    expect(
      problemsOf({
        ...base,
        generators: [{ clusters: {}, list: { elements: [{}] } }],
      }),
    ).toEqual(['generators[0]']);
    expect(
      problemsOf({ ...base, generators: [{ git: { repoURL: git } }] }),
    ).toEqual(['generators[0].git.directories']);
  });

  it('checks its Application as it would be checked alone', () => {
    expect(
      problemsOf({
        ...base,
        template: {
          ...template,
          source: undefined,
          sources: [
            {
              repoURL: git,
              path: 'a',
              helm: { valueFiles: ['$values/a.yaml'] },
            },
          ],
        },
      }),
    ).toEqual(['template.sources[0].helm.valueFiles[0]']);
  });

  it('warns of what its Application would be warned of', () => {
    expect(applicationSetWarnings(base)).toEqual([]);
    expect(
      applicationSetWarnings({
        ...base,
        template: {
          ...template,
          source: { repoURL: git, path: 'a', ref: 'values' },
        },
      }).map(({ path }) => path),
    ).toEqual(['template.source.path', 'template.source.ref']);
  });

  it('says of a literal text what is wrong with it', () => {
    const project = 'Not A Name';
    expect(() =>
      build({ ...base, template: { ...template, project } }),
    ).toThrow('template.project: use lower case letters');
  });

  it('says that a template without a parameter is none', () => {
    expect(
      problemsOf({
        ...base,
        template: { ...template, name: { template: 'web' } },
      }),
    ).toEqual(['template.name.template']);
  });
});

type SecondGenerator = NonNullable<
  ApplicationSetInput['generators'][number]['matrix']
>['generators'][1];

describe('a hostile text in an ApplicationSet', () => {
  const inTemplate = (
    more: Partial<ApplicationSetInput['template']>,
  ): ApplicationSetInput => ({ ...base, template: { ...template, ...more } });
  const source = (
    more: Partial<NonNullable<ApplicationSetInput['template']['source']>>,
  ) => inTemplate({ source: { repoURL: git, path: 'a', ...more } });

  const fields: Record<string, (text: string) => ApplicationSetInput> = {
    'template.project': project => inTemplate({ project }),
    'template.annotations': text => inTemplate({ annotations: { a: text } }),
    'template.info': text =>
      inTemplate({ info: [{ name: text, value: text }] }),
    'template.source.helm.values': text =>
      source({ helm: { values: { a: { [`k${text}`]: [text] } } } }),
    'template.source.helm.parameters': value =>
      source({ helm: { parameters: [{ name: 'a', value }] } }),
    'template.source.path': path => source({ path }),
    'generators[0].clusters.values': text => ({
      ...base,
      generators: [{ clusters: { values: { a: text } } }],
    }),
    'template.ignoreDifferences': text =>
      inTemplate({
        ignoreDifferences: [
          { kind: 'Secret', jsonPointers: [`/${text}`] },
          { kind: 'Secret', jqPathExpressions: [text] },
          { kind: 'Secret', managedFieldsManagers: [text] },
        ],
      }),
  };

  it.each(Object.entries(fields))(
    'is refused or carried as data, never as template code: %s',
    (field, withText) => {
      const check = (text: string) => {
        expectCarried(
          unlessRefused(field, () =>
            applicationSet(withText(text), defaultOrganisation),
          ),
          escapeGoTemplate(text),
        );
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 6, numRuns: 100 });
    },
  );

  it.each<[string, (text: string) => SecondGenerator]>([
    ['elements', text => ({ list: { elements: [{ a: text }] } })],
    ['values', text => ({ clusters: { values: { a: text } } })],
    [
      'filters',
      text => ({
        pullRequest: {
          github: { owner: 'a', repo: 'b' },
          filters: [{ titleMatch: text }],
        },
      }),
    ],
  ])(
    'is refused or holds no delimiter where it would be rendered twice: %s',
    (_, withText) => {
      const check = (text: string) => {
        const objects = unlessRefused('generators[0].matrix', () =>
          applicationSet(
            {
              ...base,
              generators: [
                {
                  matrix: {
                    generators: [{ clusters: {} }, withText(text)],
                  },
                },
              ],
            },
            defaultOrganisation,
          ),
        );
        expectCarried(objects, text);
        expect(objects && text.includes('{{')).not.toBe(true);
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 10, numRuns: 100 });
    },
  );

  it('is carried unchanged where nothing is a template: elements of a list', () => {
    const check = (text: string) => {
      expectCarried(
        applicationSet(
          { ...base, generators: [{ list: { elements: [{ a: text }] } }] },
          defaultOrganisation,
        ),
        text,
      );
    };
    hostileTexts.forEach(check);
  });
});
