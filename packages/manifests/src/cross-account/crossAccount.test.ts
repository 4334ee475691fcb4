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

const [glueJob] = nightly.workloads ?? [];

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
    expect(access.findings).toEqual([]);
    const manifests = access.files
      .filter(({ path }) =>
        /^namespaces\/.*(?<!kustomization)\.yaml$/.test(path),
      )
      .map(({ content }) => content)
      .join('---\n');
    expect(manifests).toContain('kind: CronJob');
    expect(lintManifests(manifests)).toEqual([]);
  });

  it('says that the issuer is a placeholder as long as it is', () => {
    const { aws, ...others } = defaultOrganisation;
    const own = { ...aws, oidcIssuer: 'oidc.example.com/id/1' };
    expect(access.notes[0]).toMatch(/organisation\.aws\.oidcIssuer/);
    expect(
      crossAccountAccess(nightly, { ...others, aws: own }).notes.join(),
    ).not.toMatch(/oidcIssuer/);
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
    [
      'two workloads of one name',
      { workloads: [glueJob, { ...glueJob }] },
      'workloads[1].name',
    ],
    [
      'a name that is too long for a CronJob',
      { workloads: [{ ...glueJob, name: 'a'.repeat(53) }] },
      'workloads[0].name',
    ],
    [
      'a Deployment that makes a call',
      { workloads: [{ ...glueJob, run: { kind: 'Deployment' } }] },
      'workloads[0].run.kind',
    ],
  ])('is refused by field: %s', (_, change, path) => {
    expect(problemsOf({ ...nightly, ...change })).toContain(path);
  });

  it('is told of the organisation where the organisation is wrong', () => {
    const { aws } = defaultOrganisation;
    expect(() =>
      crossAccountAccess(
        { ...nightly, identity: 'pod-identity' },
        { ...defaultOrganisation, aws: { ...aws, accountId: '111122223333' } },
      ),
    ).toThrow('organisation.aws.clusterArn: use a cluster of');
  });
});
