import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { join } from 'node:path';
import { expectGolden } from '../__testUtils__/golden';
import { lintManifests } from '../linter';
import { defaultOrganisation } from '../organisation';
import { crossAccountAccess } from './crossAccountAccess';
import type { CrossAccountInput } from './input';

const nightly: CrossAccountInput = {
  namespace: 'llm-qa',
  serviceAccount: 'reports',
  account: { accountId: '490262564977', region: 'us-east-2' },
  services: [
    { service: 'glue', jobs: ['nightly'] },
    { service: 'lambda', functions: [{ name: 'notify' }] },
  ],
  workloads: [
    {
      name: 'nightly-report',
      run: { kind: 'CronJob', schedule: '0 3 * * *' },
      call: { service: 'glue', job: 'nightly' },
    },
    {
      name: 'notify-once',
      run: { kind: 'Job' },
      call: { service: 'lambda', function: 'notify', payload: {} },
    },
  ],
};

function problemsOf(input: CrossAccountInput): string[] {
  try {
    crossAccountAccess(input, defaultOrganisation);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems.map(({ path }) => path);
    }
    throw error;
  }
  return [];
}

describe('access to another account', () => {
  const access = crossAccountAccess(nightly, defaultOrganisation);

  it('is files of both accounts and of the namespace', () => {
    expectGolden(join(__dirname, '__golden__'), access.files);
  });

  it('is proved before anybody sees it', () => {
    expect(access.verification).toMatchObject({
      holds: true,
      intrusions: [],
      asked: expect.arrayContaining([
        expect.objectContaining({
          access: expect.objectContaining({ action: 'glue:StartJobRun' }),
        }),
      ]),
    });
  });

  it('shows an external id of its own namespace and account', () => {
    expect(access.pair.account.externalId).toBe('cats@llm-qa@490262564977');
  });

  it('has nothing that the linter would name', () => {
    const manifests = access.files
      .filter(({ path }) =>
        /^namespaces\/.*(?<!kustomization)\.yaml$/.test(path),
      )
      .map(({ content }) => content)
      .join('---\n');
    expect(manifests).toContain('kind: CronJob');
    expect(lintManifests(manifests)).toEqual([]);
  });

  it('may be written as CloudFormation', () => {
    const { files } = crossAccountAccess(
      { ...nightly, workloads: [], infrastructure: 'cloudformation' },
      defaultOrganisation,
    );
    expect(files.map(({ path }) => path.split('/').pop())).toEqual([
      'platform.yaml',
      'external.yaml',
      'README.md',
    ]);
  });
});

describe('a request that cannot be', () => {
  it.each<[string, Partial<CrossAccountInput>, string]>([
    ['no services', { services: [] }, 'services'],
    [
      'an account that is none',
      { account: { accountId: '12', region: 'us-east-2' } },
      'account.accountId',
    ],
    ['a namespace that is none', { namespace: 'a\nb' }, 'namespace'],
    [
      'a folder outside of the repository',
      { directory: '../other' },
      'directory',
    ],
  ])('is refused by field: %s', (_, change, path) => {
    expect(problemsOf({ ...nightly, ...change })).toContain(path);
  });
});
