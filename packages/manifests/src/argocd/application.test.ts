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
import { defaultOrganisation } from '../organisation';
import { assertValid } from '../validation';
import { printManifests } from '../yaml';
import type { ApplicationInput } from '.';
import { application, applicationWarnings } from '.';

const git = 'https://github.com/Sage-Bionetworks-Workflows/eks-stack.git';

const base: ApplicationInput = {
  name: 'web',
  project: 'tenant-llm-qa',
  source: { repoURL: git, path: 'apps/web' },
  destination: { namespace: 'llm-qa' },
};

/** The public chart with the values of the own repository. */
const airflow: ApplicationInput = {
  name: 'airflow',
  project: 'default',
  sources: [
    {
      repoURL: 'https://airflow.apache.org',
      chart: 'airflow',
      targetRevision: '1.15.0',
      helm: {
        releaseName: 'airflow',
        valueFiles: ['$values/modules/apache-airflow/templates/values.yaml'],
      },
    },
    { repoURL: git, targetRevision: 'main', ref: 'values' },
  ],
  destination: { namespace: 'airflow' },
  syncPolicy: {
    automated: { prune: true, selfHeal: true },
    syncOptions: ['CreateNamespace=true'],
  },
  finalizer: 'foreground',
};

function build(input: ApplicationInput) {
  return assertValid(application(input, defaultOrganisation));
}

function problemsOf(input: ApplicationInput) {
  try {
    application(input, defaultOrganisation);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems.map(({ path }) => path);
    }
    throw error;
  }
  return [];
}

describe('an Application', () => {
  it('is printed as it is kept', () => {
    expectGolden(join(__dirname, '__golden__', 'application'), [
      { path: 'git.yaml', content: printManifests(build(base)) },
      { path: 'airflow.yaml', content: printManifests(build(airflow)) },
      {
        path: 'everything.yaml',
        content: printManifests(
          build({
            ...base,
            namespace: 'llm-qa',
            labels: { team: 'llm' },
            annotations: { 'notifications.argoproj.io/subscribe': '' },
            syncWave: -1,
            finalizer: 'background',
            source: {
              repoURL: 'git@github.com:org/deployments.git',
              path: '.',
              targetRevision: 'v1.2.3',
              kustomize: {
                namePrefix: 'qa-',
                images: ['ghcr.io/org/web:1.2.3'],
                labels: { environment: 'qa' },
              },
            },
            destination: { name: 'cats', namespace: 'llm-qa' },
            syncPolicy: {
              automated: {},
              syncOptions: [
                'CreateNamespace=true',
                'ServerSideApply=true',
                'PrunePropagationPolicy=foreground',
              ],
              managedNamespaceMetadata: { labels: { team: 'llm' } },
              retry: { limit: 3, backoff: {} },
            },
            ignoreDifferences: [
              {
                group: 'apps',
                kind: 'Deployment',
                jsonPointers: ['/spec/replicas'],
              },
            ],
            revisionHistoryLimit: 3,
            info: [{ name: 'Runbook', value: 'docs: on-call "llm"' }],
            links: { Dashboard: 'https://grafana.example.com/d/1?orgId=2' },
          }),
        ),
      },
      {
        path: 'chart.yaml',
        content: printManifests(
          build({
            ...base,
            source: {
              repoURL: 'registry-1.docker.io/bitnamicharts',
              chart: 'redis',
              targetRevision: '~19.0',
              helm: {
                values: { auth: { enabled: true, password: null }, port: 6379 },
                parameters: [
                  { name: 'image.tag', value: '7.2', forceString: true },
                ],
              },
            },
          }),
        ),
      },
      {
        path: 'directory.yaml',
        content: printManifests(
          build({
            ...base,
            source: {
              repoURL: git,
              path: 'apps',
              directory: { recurse: true, exclude: '{test,*.json}' },
            },
          }),
        ),
      },
    ]);
  });

  it('has source or sources, never both: Argo CD ignores source then', () => {
    expect(problemsOf({ ...airflow, source: base.source })).toEqual(['source']);
    expect(problemsOf({ ...base, source: undefined })).toEqual(['source']);
  });

  it('goes to one cluster, by its server or its name', () => {
    expect(
      problemsOf({
        ...base,
        destination: { server: 'https://x:6443', name: 'x', namespace: 'a' },
      }),
    ).toEqual(['destination.name']);
    expect(build(base)).toMatchObject([
      {
        spec: { destination: { server: 'https://kubernetes.default.svc' } },
      },
    ]);
  });
});

describe('the sources of an Application', () => {
  const withSources = (
    ...sources: NonNullable<ApplicationInput['sources']>
  ): ApplicationInput => ({ ...airflow, sources });
  const chart = (file: string) => ({
    repoURL: 'https://airflow.apache.org',
    chart: 'airflow',
    targetRevision: '1.15.0',
    helm: { valueFiles: [file] },
  });

  it.each(['a/$values/b.yaml', '$values', '$values/', 'a b', '${values}/b'])(
    'take "$values" at the beginning of a path only: %s',
    file => {
      expect(
        problemsOf(withSources(chart(file), { repoURL: git, ref: 'values' })),
      ).toEqual(['sources[0].helm.valueFiles[0]']);
    },
  );

  it('take files only of a source that is there', () => {
    expect(problemsOf(withSources(chart('$other/values.yaml')))).toEqual([
      'sources[0].helm.valueFiles[0]',
    ]);
    expect(
      problemsOf({ ...base, source: chart('$values/values.yaml') }),
    ).toEqual(['source.helm.valueFiles[0]']);
  });

  it('take files from Git, not from a chart', () => {
    expect(
      problemsOf(
        withSources(chart('$values/a.yaml'), {
          ...chart('values.yaml'),
          ref: 'values',
        }),
      ),
    ).toEqual(['sources[1].chart']);
  });

  it('have one name each', () => {
    expect(
      problemsOf(
        withSources({ repoURL: git, ref: 'a' }, { repoURL: git, ref: 'a' }),
      ),
    ).toEqual(['sources[1].ref']);
  });

  it.each<[string, ApplicationInput['source'], string]>([
    [
      'a chart without version',
      { repoURL: 'https://x.org', chart: 'a' },
      'targetRevision',
    ],
    ['nothing to render', { repoURL: git }, 'path'],
    [
      'a chart in a folder',
      { repoURL: git, chart: 'a', path: 'b', targetRevision: '1' },
      'path',
    ],
    [
      'two renderers',
      { repoURL: git, path: 'a', helm: {}, directory: {} },
      'directory',
    ],
    ['a renderer of nothing', { repoURL: git, ref: 'a', helm: {} }, 'ref'],
    [
      'a password in the address',
      { repoURL: 'https://user:pass@github.com/org/x', path: 'a' },
      'repoURL',
    ],
    ['a path that leaves', { repoURL: git, path: 'a/../..' }, 'path'],
    [
      'an option of git in the revision',
      { repoURL: git, path: 'a', targetRevision: '--upload-pack=id' },
      'targetRevision',
    ],
  ])('refuse %s', (_, source, field) => {
    expect(problemsOf({ ...base, source })).toEqual([`source.${field}`]);
  });

  it.each([
    'https://github.com/org/repository.git',
    'https://git.example.com:8443/group/sub-group/repository',
    'https://airflow.apache.org',
    'https://charts.example.com/',
    'git@github.com:org/repository.git',
    'ssh://git@git.example.com:7999/org/repository.git',
    'oci://registry.example.com/charts',
    'registry-1.docker.io/bitnamicharts',
    '283234040926.dkr.ecr.us-east-2.amazonaws.com/charts',
  ])('may be at %s', repoURL => {
    expect(problemsOf({ ...base, source: { repoURL, path: 'a' } })).toEqual([]);
  });

  it.each([
    'http://github.com/org/x',
    'https://token@github.com/org/x',
    'file:///etc',
    '/etc',
    '../x',
    'x',
    'ext::sh -c id',
    'https://github.com/org/x?token=y',
    '--upload-pack=id',
  ])('may not be at %s', repoURL => {
    expect(problemsOf({ ...base, source: { repoURL, path: 'a' } })).toEqual([
      'source.repoURL',
    ]);
  });

  it('warn of a path beside a ref: it is deployed too', () => {
    expect(applicationWarnings(airflow)).toEqual([]);
    expect(
      applicationWarnings(
        withSources(chart('$values/a.yaml'), {
          repoURL: git,
          ref: 'values',
          path: 'apps',
        }),
      ),
    ).toEqual([
      {
        path: 'sources[1].path',
        message: expect.stringContaining('deployed too'),
      },
    ]);
  });

  it('warn of a ref that nobody uses', () => {
    expect(
      applicationWarnings(
        withSources(chart('values.yaml'), { repoURL: git, ref: 'values' }),
      ),
    ).toMatchObject([{ path: 'sources[1].ref' }]);
  });
});

describe('the sync policy of an Application', () => {
  const policy = (syncPolicy: ApplicationInput['syncPolicy']) =>
    problemsOf({ ...base, syncPolicy });

  it('has each option once, and none that switches another one off', () => {
    expect(policy({ syncOptions: ['Prune=true', 'Prune=false'] })).toEqual([
      'syncPolicy.syncOptions[1]',
    ]);
    expect(
      policy({ syncOptions: ['Replace=true', 'ServerSideApply=true'] }),
    ).toEqual(['syncPolicy.syncOptions']);
  });

  it('labels a namespace only if it makes it', () => {
    expect(
      policy({ managedNamespaceMetadata: { labels: { a: 'b' } } }),
    ).toEqual(['syncPolicy.managedNamespaceMetadata']);
  });

  it('ignores differences by what they are', () => {
    expect(
      problemsOf({ ...base, ignoreDifferences: [{ kind: 'Deployment' }] }),
    ).toEqual(['ignoreDifferences[0].jsonPointers']);
  });
});

describe('a hostile text in an Application', () => {
  const withSource = (
    source: Partial<NonNullable<ApplicationInput['source']>>,
  ): ApplicationInput => ({
    ...base,
    source: { repoURL: git, path: 'a', ...source },
  });

  const fields: Record<string, (text: string) => ApplicationInput> = {
    name: name => ({ ...base, name }),
    project: project => ({ ...base, project }),
    labels: text => ({ ...base, labels: { [text]: text } }),
    annotations: text => ({ ...base, annotations: { a: text } }),
    links: text => ({ ...base, links: { [text]: text } }),
    info: text => ({ ...base, info: [{ name: text, value: text }] }),
    'destination.server': server => ({
      ...base,
      destination: { server, namespace: 'a' },
    }),
    'source.repoURL': repoURL => withSource({ repoURL }),
    'source.path': path => withSource({ path }),
    'source.targetRevision': targetRevision => withSource({ targetRevision }),
    'source.helm.valueFiles': text =>
      withSource({ helm: { valueFiles: [text] } }),
    'source.helm.values': text =>
      withSource({
        helm: { values: JSON.parse(JSON.stringify({ [text]: [text] })) },
      }),
    'source.helm.parameters': text =>
      withSource({ helm: { parameters: [{ name: text, value: text }] } }),
    'source.helm.parameters[0].value': value =>
      withSource({ helm: { parameters: [{ name: 'a', value }] } }),
    'source.kustomize': text =>
      withSource({ kustomize: { images: [text], namePrefix: text } }),
    'source.directory.include': include =>
      withSource({ directory: { include } }),
    ignoreDifferences: text => ({
      ...base,
      ignoreDifferences: [{ kind: 'Secret', jqPathExpressions: [text] }],
    }),
  };

  it.each(Object.entries(fields))(
    'is refused or carried as data: %s',
    (field, withText) => {
      const check = (text: string) => {
        expectCarried(
          unlessRefused(field, () =>
            application(withText(text), defaultOrganisation),
          ),
          text,
        );
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 5, numRuns: 100 });
    },
  );
});
