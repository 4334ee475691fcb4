import {
  ACCOUNT,
  allow,
  deny,
  document,
  OTHER,
  policy,
  USER,
} from './__testUtils__/policies';
import { evaluateChain } from './chain';
import { type AccessChain, type RoleHop } from './types';

const PLATFORM = `arn:aws:iam::${ACCOUNT}:role/managed--shop`;
const EXTERNAL = `arn:aws:iam::${OTHER}:role/external--shop`;
const JOB = `arn:aws:glue:us-east-1:${OTHER}:job/nightly`;
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example.com`;

const platform: RoleHop = {
  roleArn: PLATFORM,
  action: 'sts:AssumeRoleWithWebIdentity',
  trustPolicy: document({
    Effect: 'Allow',
    Principal: { Federated: [PROVIDER] },
    Action: ['sts:AssumeRoleWithWebIdentity'],
    Condition: {
      StringEquals: {
        'oidc.example.com:aud': ['sts.amazonaws.com'],
        'oidc.example.com:sub': ['system:serviceaccount:shop:cli'],
      },
    },
  }),
  identity: [
    policy(
      'platform',
      allow({ Action: ['sts:AssumeRole'], Resource: [EXTERNAL] }),
    ),
  ],
  context: {
    'oidc.example.com:aud': 'sts.amazonaws.com',
    'oidc.example.com:sub': 'system:serviceaccount:shop:cli',
  },
};

const external: RoleHop = {
  roleArn: EXTERNAL,
  trustPolicy: document({
    Effect: 'Allow',
    Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
    Action: ['sts:AssumeRole'],
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': [PLATFORM] },
      StringEquals: { 'sts:ExternalId': ['shop-42'] },
    },
  }),
  identity: [
    policy(
      'external',
      allow({ Action: ['glue:StartJobRun'], Resource: [JOB] }),
    ),
  ],
  context: { 'sts:ExternalId': 'shop-42' },
};

const chain: AccessChain = {
  caller: PROVIDER,
  hops: [platform, external],
  request: { action: 'glue:StartJobRun', resource: JOB },
};

/** Decisions of the steps, in order. */
function steps(changed: Partial<AccessChain>): string[] {
  return evaluateChain({ ...chain, ...changed }).steps.map(
    ({ action, verdict }) => `${action} ${verdict.decision}`,
  );
}

describe('a chain of a service account, a platform role and an external role', () => {
  it('is allowed from end to end', () => {
    const verdict = evaluateChain(chain);
    expect(verdict.decision).toBe('allowed');
    expect(
      verdict.steps.map(({ action, resource }) => [action, resource]),
    ).toEqual([
      ['sts:AssumeRoleWithWebIdentity', PLATFORM],
      ['sts:AssumeRole', EXTERNAL],
      ['glue:StartJobRun', JOB],
    ]);
  });

  it('ends at the first step that is not allowed, and says why', () => {
    const context = {
      ...platform.context,
      'oidc.example.com:sub': 'system:serviceaccount:other:cli',
    };
    const { decision, steps: taken } = evaluateChain({
      ...chain,
      hops: [{ ...platform, context }, external],
    });
    expect(decision).toBe('implicitly-denied');
    expect(taken).toHaveLength(1);
    expect(taken[0].verdict.reasons[0].text).toContain(
      'names "system:serviceaccount:shop:cli" and the request has "system:serviceaccount:other:cli"',
    );
    expect(taken[0].verdict.reasons[0].policy).toBe(
      `trust policy of ${PLATFORM}`,
    );
  });

  it.each<[string, RoleHop, RoleHop]>([
    [
      'the platform role may not assume',
      { ...platform, identity: [] },
      external,
    ],
    [
      'the external id is another',
      platform,
      { ...external, context: { 'sts:ExternalId': 'shop-43' } },
    ],
    [
      'the external role trusts another role',
      { ...platform, roleArn: `${PLATFORM}-2` },
      external,
    ],
  ])('ends at the second step when %s', (_, first, second) => {
    expect(steps({ hops: [first, second] })).toEqual([
      'sts:AssumeRoleWithWebIdentity allowed',
      'sts:AssumeRole implicitly-denied',
    ]);
  });

  it('is limited by what limits each role', () => {
    const glue = policy('only glue', allow({ Action: ['glue:*'] }));
    const sts = policy('only sts', allow({ Action: ['sts:*'] }));
    const last = (second: Partial<RoleHop>) =>
      steps({ hops: [platform, { ...external, ...second }] })[2];
    expect(
      last({
        permissionsBoundary: glue,
        session: [glue],
        serviceControl: [[glue]],
      }),
    ).toBe('glue:StartJobRun allowed');
    expect(last({ permissionsBoundary: sts })).toBe(
      'glue:StartJobRun implicitly-denied',
    );
    expect(last({ session: [sts] })).toBe('glue:StartJobRun implicitly-denied');
    expect(last({ serviceControl: [[sts]] })).toBe(
      'glue:StartJobRun implicitly-denied',
    );
    expect(
      steps({ hops: [{ ...platform, serviceControl: [[glue]] }, external] })[1],
    ).toBe('sts:AssumeRole implicitly-denied');
    expect(
      steps({ hops: [{ ...platform, session: [glue] }, external] })[1],
    ).toBe('sts:AssumeRole implicitly-denied');
  });

  it("is limited by the resource control policies of each role's account and of the resource", () => {
    const no = [[policy('perimeter', deny({ Principal: '*' }))]];
    expect(
      steps({ hops: [{ ...platform, resourceControl: no }, external] }),
    ).toEqual(['sts:AssumeRoleWithWebIdentity explicitly-denied']);
    expect(
      steps({ hops: [platform, { ...external, resourceControl: no }] })[1],
    ).toBe('sts:AssumeRole explicitly-denied');
    expect(steps({ resourceControl: no })[2]).toBe(
      'glue:StartJobRun explicitly-denied',
    );
  });

  it('needs the policy of a resource that is in a third account', () => {
    const bucket = 'arn:aws:s3:::reports/a';
    const request = {
      action: 's3:GetObject',
      resource: bucket,
      resourceAccountId: '333333333333',
    };
    const hops = [platform, { ...external, identity: [policy('s3', allow())] }];
    const resource = policy(
      'bucket',
      allow({ Principal: { AWS: [EXTERNAL] } }),
    );
    expect(steps({ hops, request })[2]).toBe('s3:GetObject implicitly-denied');
    expect(steps({ hops, request, resource })[2]).toBe('s3:GetObject allowed');
  });
});

describe('the session of an assumed role', () => {
  const named = (sessionName?: string): RoleHop[] => [
    { ...platform, sessionName },
    {
      ...external,
      trustPolicy: document({
        Effect: 'Allow',
        Principal: {
          AWS: [`arn:aws:sts::${ACCOUNT}:assumed-role/managed--shop/pod-1`],
        },
        Action: ['sts:AssumeRole'],
      }),
    },
  ];

  it('has the name it was given', () => {
    expect(steps({ hops: named('pod-1') })[1]).toBe('sts:AssumeRole allowed');
    expect(steps({ hops: named('pod-2') })[1]).toBe(
      'sts:AssumeRole implicitly-denied',
    );
    expect(steps({ hops: named() })[1]).toBe(
      'sts:AssumeRole implicitly-denied',
    );
  });

  it('tells its name when the role is assumed', () => {
    const trustPolicy = document({
      Effect: 'Allow',
      Principal: { Federated: [PROVIDER] },
      Action: ['sts:*'],
      Condition: { StringEquals: { 'sts:RoleSessionName': ['pod-1'] } },
    });
    const hop = (sessionName: string) => ({
      ...platform,
      trustPolicy,
      sessionName,
    });
    expect(steps({ hops: [hop('pod-1'), external] })[0]).toBe(
      'sts:AssumeRoleWithWebIdentity allowed',
    );
    expect(steps({ hops: [hop('pod-2'), external] })[0]).toBe(
      'sts:AssumeRoleWithWebIdentity implicitly-denied',
    );
  });

  it("keeps the path of its role's ARN", () => {
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/platform/managed--shop`;
    const [, second] = named('pod-1');
    const trusting = (arn: string): RoleHop => ({
      ...second,
      trustPolicy: document(
        allow({
          Principal: '*',
          Condition: { ArnEquals: { 'aws:PrincipalArn': [arn] } },
        }),
      ),
    });
    expect(
      steps({ hops: [{ ...platform, roleArn }, trusting(roleArn)] })[1],
    ).toBe('sts:AssumeRole allowed');
    expect(
      steps({ hops: [{ ...platform, roleArn }, trusting(PLATFORM)] })[1],
    ).toBe('sts:AssumeRole implicitly-denied');
  });
});

// https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
describe('Pod Identity', () => {
  const pods = (...Action: string[]): Partial<AccessChain> => ({
    caller: 'pods.eks.amazonaws.com',
    hops: [
      {
        ...platform,
        action: undefined,
        tagsSession: true,
        trustPolicy: document({
          Effect: 'Allow',
          Principal: { Service: ['pods.eks.amazonaws.com'] },
          Action,
        }),
      },
      external,
    ],
  });

  it('needs both to assume and to tag', () => {
    expect(steps(pods('sts:AssumeRole', 'sts:TagSession'))).toEqual([
      'sts:AssumeRole allowed',
      'sts:TagSession allowed',
      'sts:AssumeRole allowed',
      'glue:StartJobRun allowed',
    ]);
    expect(steps(pods('sts:AssumeRole'))).toEqual([
      'sts:AssumeRole allowed',
      'sts:TagSession implicitly-denied',
    ]);
  });
});

describe('a user at the beginning', () => {
  const hops = [
    {
      ...external,
      roleArn: PLATFORM,
      context: {},
      trustPolicy: document(allow({ Principal: { AWS: [ACCOUNT] } })),
    },
  ];

  it('brings its own policies', () => {
    const request = {
      action: 'glue:StartJobRun',
      resource: JOB.replace(OTHER, ACCOUNT),
    };
    const identity = [policy('ada', allow({ Action: ['sts:AssumeRole'] }))];
    const glue = [policy('glue', allow({ Action: ['glue:*'] }))];
    const own = {
      caller: USER,
      hops: [{ ...hops[0], identity: glue }],
      request,
    };
    expect(steps(own)).toEqual(['sts:AssumeRole implicitly-denied']);
    expect(steps({ ...own, callerPolicies: { identity } })).toEqual([
      'sts:AssumeRole allowed',
      'glue:StartJobRun allowed',
    ]);
  });
});

it('without hops is one call of the caller', () => {
  expect(steps({ caller: USER, hops: [] })).toEqual([
    'glue:StartJobRun implicitly-denied',
  ]);
});

it('through what is no role ends there', () => {
  expect(
    steps({
      hops: [{ ...platform, roleArn: 'managed--shop' }, external],
    }).pop(),
  ).not.toContain('glue');
});
