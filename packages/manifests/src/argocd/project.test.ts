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
import type { TenantProjectInput } from '.';
import {
  readTerminalRbac,
  tenantProject,
  toolkitApplication,
  trackedBy,
  trackingId,
} from '.';

const base: TenantProjectInput = {
  namespace: 'llm-qa',
  sourceRepos: ['https://github.com/org/llm.git'],
};

function build(input: TenantProjectInput) {
  return assertValid(tenantProject(input, defaultOrganisation));
}

function problemsOf(input: TenantProjectInput) {
  try {
    tenantProject(input, defaultOrganisation);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems.map(({ path }) => path);
    }
    throw error;
  }
  return [];
}

const toolkit = toolkitApplication(
  {
    namespace: 'llm-qa',
    repoURL: 'https://github.com/platform/toolkit.git',
    path: 'namespaces/llm-qa',
    groups: ['llm-developers'],
  },
  defaultOrganisation,
);

describe("a tenant's project", () => {
  it('is printed as it is kept', () => {
    expectGolden(join(__dirname, '__golden__', 'appProject'), [
      { path: 'small.yaml', content: printManifests(build(base)) },
      {
        path: 'everything.yaml',
        content: printManifests(
          build({
            ...base,
            sourceRepos: [
              'https://github.com/org/*',
              'registry-1.docker.io/bitnamicharts',
            ],
            description: 'Language models, QA',
            serviceAccount: 'argocd-sync',
            applicationsInNamespace: true,
            namespaceResourceBlacklist: [
              { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
            ],
            roles: [
              {
                name: 'developer',
                description: 'Looks and syncs',
                groups: ['llm developers', 'org:team'],
                policies: [
                  ...readTerminalRbac(),
                  { resource: 'applications', action: 'sync' },
                  {
                    resource: 'applications',
                    action: 'delete/*/Pod/*/*',
                    application: 'web-*',
                  },
                  {
                    resource: 'exec',
                    action: 'create',
                    application: 'database',
                    effect: 'deny',
                  },
                ],
              },
            ],
            syncWindows: [
              {
                kind: 'deny',
                schedule: '0 22 * * 5',
                duration: '60h',
                timeZone: 'America/New_York',
                manualSync: true,
              },
            ],
            signatureKeys: ['4AEE18F83AFDEB23'],
            orphanedResources: { ignore: [{ kind: 'ConfigMap', name: 'x' }] },
          }),
        ),
      },
      { path: 'toolkit.yaml', content: printManifests(toolkit) },
    ]);
  });

  it('deploys to its own namespace only, and nothing cluster-wide', () => {
    expect(build(base)).toMatchObject([
      {
        spec: {
          destinations: [
            {
              server: 'https://kubernetes.default.svc',
              namespace: 'llm-qa',
            },
          ],
          clusterResourceWhitelist: [],
        },
      },
    ]);
  });

  it.each(['*', 'https://*', 'https://github.com/*/x', '!https://a.b/c', ''])(
    'takes its applications from named places: %s',
    repo => {
      expect(problemsOf({ ...base, sourceRepos: [repo] })).toEqual([
        'sourceRepos[0]',
      ]);
    },
  );

  it('has nothing twice, as Argo CD wants it', () => {
    const policy = { resource: 'logs', action: 'get' } as const;
    expect(
      problemsOf({
        ...base,
        sourceRepos: ['https://a.b/c', 'https://a.b/c'],
        roles: [
          { name: 'a', groups: ['x', 'x'], policies: [policy] },
          { name: 'a', policies: [policy, policy] },
        ],
      }),
    ).toEqual([
      'sourceRepos[1]',
      'roles[1].name',
      'roles[0].groups[1]',
      'roles[1].policies[1]',
    ]);
  });
});

describe('a policy of a role', () => {
  const withPolicy = (
    policy: NonNullable<
      TenantProjectInput['roles']
    >[number]['policies'][number],
  ): TenantProjectInput => ({
    ...base,
    roles: [{ name: 'developer', policies: [policy] }],
  });

  it('is one line of six parts, about the project only', () => {
    expect(
      build(withPolicy({ resource: 'applications', action: 'get' })),
    ).toMatchObject([
      {
        spec: {
          roles: [
            {
              policies: [
                'p, proj:tenant-llm-qa:developer, applications, get, tenant-llm-qa/*, allow',
              ],
            },
          ],
        },
      },
    ]);
  });

  it('names the namespace of applications that are not in Argo CD', () => {
    expect(
      build(
        withPolicy({
          resource: 'exec',
          action: 'create',
          application: 'web',
          appNamespace: 'llm-qa',
        }),
      ),
    ).toMatchObject([
      {
        spec: {
          roles: [
            {
              policies: [
                'p, proj:tenant-llm-qa:developer, exec, create, tenant-llm-qa/llm-qa/web, allow',
              ],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    ['exec', 'get'],
    ['logs', 'create'],
    ['applications', 'invoke'],
    ['repositories', 'sync'],
    ['applications', 'get, *, allow\np, x'],
  ] as const)(
    'has an action its resource knows: %s, %s',
    (resource, action) => {
      expect(problemsOf(withPolicy({ resource, action }))).toEqual([
        'roles[0].policies[0].action',
      ]);
    },
  );

  const fields: Record<string, (text: string) => TenantProjectInput> = {
    'roles[0].name': name => ({
      ...base,
      roles: [{ name, policies: [{ resource: 'logs', action: 'get' }] }],
    }),
    'roles[0].groups': text => ({
      ...base,
      roles: [
        {
          name: 'a',
          groups: [text],
          policies: [{ resource: 'logs', action: 'get' }],
        },
      ],
    }),
    'roles[0].policies[0].action': action =>
      withPolicy({ resource: 'applications', action }),
    'roles[0].policies[0].application': name =>
      withPolicy({ resource: 'logs', action: 'get', application: name }),
    'roles[0].policies[0].appNamespace': appNamespace =>
      withPolicy({ resource: 'logs', action: 'get', appNamespace }),
    namespace: namespace => ({ ...base, namespace }),
    description: description => ({ ...base, description }),
    sourceRepos: text => ({ ...base, sourceRepos: [text] }),
    'syncWindows[0]': text => ({
      ...base,
      syncWindows: [
        {
          kind: 'deny',
          schedule: '0 0 * * *',
          duration: '1h',
          applications: [text],
          description: text,
        },
      ],
    }),
  };

  it.each(Object.entries(fields))(
    'lets no hostile text add a part or a line: %s',
    (field, withText) => {
      const check = (text: string) => {
        const objects = unlessRefused(field, () =>
          tenantProject(withText(text), defaultOrganisation),
        );
        expectCarried(objects, text);
        const lines = JSON.stringify(objects ?? []).match(/"p, [^"]*"/g) ?? [];
        expect(lines.filter(line => line.split(',').length !== 6)).toEqual([]);
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 7, numRuns: 100 });
    },
  );
});

describe("the toolkit's Application of a namespace", () => {
  it('is in a project of its own, where people only look and open the Terminal', () => {
    const [project, application] = assertValid(toolkit);
    expect(project).toMatchObject({
      kind: 'AppProject',
      metadata: { name: 'managed--llm-qa' },
      spec: {
        roles: [
          {
            groups: ['llm-developers'],
            policies: [
              'p, proj:managed--llm-qa:terminal, applications, get, managed--llm-qa/managed--llm-qa, allow',
              'p, proj:managed--llm-qa:terminal, logs, get, managed--llm-qa/managed--llm-qa, allow',
              'p, proj:managed--llm-qa:terminal, exec, create, managed--llm-qa/managed--llm-qa, allow',
            ],
          },
        ],
      },
    });
    expect(application).toMatchObject({
      kind: 'Application',
      spec: {
        project: 'managed--llm-qa',
        destination: { namespace: 'llm-qa' },
      },
    });
  });
});

describe('an object that is not in the Git of an Application', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'managed--cli',
      namespace: 'llm-qa',
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        'argocd.argoproj.io/sync-options': 'Prune=true, Validate=false',
        team: 'llm',
      },
    },
  };

  it('belongs to its tree by an annotation', () => {
    expect(trackedBy({ app: 'web' }, deployment).metadata.annotations).toEqual({
      team: 'llm',
      'argocd.argoproj.io/tracking-id':
        'web:apps/Deployment:llm-qa/managed--cli',
      'argocd.argoproj.io/compare-options':
        'ServerSideDiff=true,IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Validate=false,Prune=false',
    });
  });

  it('may have no annotations, and no group', () => {
    expect(
      trackedBy(
        { app: 'web', appNamespace: 'team' },
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'cli', namespace: 'llm-qa' },
        },
      ).metadata.annotations,
    ).toEqual({
      'argocd.argoproj.io/tracking-id': 'team_web:/Service:llm-qa/cli',
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Prune=false',
    });
  });

  it('must have a namespace', () => {
    const { namespace, ...metadata } = deployment.metadata;
    expect(() =>
      trackedBy({ app: 'web' }, { ...deployment, metadata }),
    ).toThrow(InvalidFieldsError);
  });

  it('stays as it is when it is said twice', () => {
    const once = trackedBy({ app: 'web' }, deployment);
    expect(trackedBy({ app: 'web' }, once)).toEqual(once);
  });

  it.each([
    [{ group: 'apps', kind: 'Deployment' }, 'web:apps/Deployment:llm-qa/cli'],
    [{ group: '', kind: 'Service' }, 'web:/Service:llm-qa/cli'],
    [
      { appNamespace: 'team', group: 'batch', kind: 'Job' },
      'team_web:batch/Job:llm-qa/cli',
    ],
  ])('has the id Argo CD gives it: %j', (more, id) => {
    expect(
      trackingId({ app: 'web', namespace: 'llm-qa', name: 'cli', ...more }),
    ).toBe(id);
  });

  it('cannot take part of its id from a hostile name', () => {
    for (const text of hostileTexts) {
      const id = unlessRefused('name', () =>
        trackingId({
          app: 'web',
          group: '',
          kind: 'Pod',
          namespace: 'a',
          name: text,
        }),
      );
      expect(id ?? 'web:/Pod:a/x').toMatch(/^web:\/Pod:a\/[a-z0-9.-]+$/);
    }
  });
});
