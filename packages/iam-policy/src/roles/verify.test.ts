import fc from 'fast-check';
import { builtInCatalogue, createCatalogue } from '../catalogue';
import type { Statement } from '../document';
import { account, platform, workload } from './__fixtures__';
import { exampleOf } from './__fixtures__/examples';
import { buildRolePair } from './pair';
import type { ServiceAccess } from './services';
import type { RoleDefinition, RolePair, Workload } from './types';
import { verifyRolePair } from './verify';

function pairFor(
  services: Array<ServiceAccess['service']>,
  identity: Workload['identity'] = 'irsa',
): RolePair {
  return buildRolePair({
    platform,
    account,
    workload: { ...workload, identity },
    services: services.map(exampleOf),
  });
}

/** The role with another statement in its first policy. */
function also(role: RoleDefinition, statement: Statement): RoleDefinition {
  const [{ name, document }, ...others] = role.policies;
  const Statement = [...document.Statement, statement];
  return {
    ...role,
    policies: [{ name, document: { ...document, Statement } }, ...others],
  };
}

function alsoTrusting(
  role: RoleDefinition,
  statement: Statement,
): RoleDefinition {
  const { trustPolicy } = role;
  return {
    ...role,
    trustPolicy: {
      ...trustPolicy,
      Statement: [...trustPolicy.Statement, statement],
    },
  };
}

const full = { search: 'full' } as const;

describe('a pair that does what was asked', () => {
  it('holds, with the verdict of each step', () => {
    const { holds, asked } = verifyRolePair(pairFor(['stepfunctions']), full);
    expect(holds).toBe(true);
    expect(asked[0].verdict.steps.map(({ action }) => action)).toEqual([
      'sts:AssumeRoleWithWebIdentity',
      'sts:AssumeRole',
      'states:StartExecution',
    ]);
  });

  it('also passes on the session tags of Pod Identity', () => {
    const { asked } = verifyRolePair(
      pairFor(['stepfunctions'], 'pod-identity'),
    );
    expect(asked[0].verdict.steps.map(({ action }) => action)).toEqual([
      'sts:AssumeRole',
      'sts:TagSession',
      'sts:AssumeRole',
      'sts:TagSession',
      'states:StartExecution',
    ]);
  });

  it('begins at the service for what an execution role does', () => {
    const { asked } = verifyRolePair(pairFor(['sagemaker']));
    const upload = asked.find(({ access }) => access.action === 's3:PutObject');
    expect(upload?.verdict.steps.map(({ action }) => action)).toEqual([
      'sts:AssumeRole',
      's3:PutObject',
    ]);
  });
});

describe('a pair in which a step is missing', () => {
  it('does not hold, and says which one and what is missing', () => {
    const pair = pairFor(['stepfunctions']);
    const { holds, asked } = verifyRolePair({
      ...pair,
      platform: { ...pair.platform, policies: [] },
    });
    const { steps, decision } = asked[0].verdict;
    expect(holds).toBe(false);
    expect(decision).toBe('implicitly-denied');
    expect(steps).toHaveLength(2);
    expect(steps[1].verdict.reasons).toContainEqual(
      expect.objectContaining({
        policyRole: 'identity',
        effect: 'is-missing',
      }),
    );
  });

  it('does not hold without the execution role', () => {
    const pair = { ...pairFor(['sagemaker']), executionRoles: [] };
    expect(verifyRolePair(pair).holds).toBe(false);
  });
});

describe('a pair that allows what a policy has to refuse', () => {
  it('does not hold, and names the call', () => {
    const pair = buildRolePair({
      platform,
      account,
      workload,
      services: [
        {
          service: 's3',
          bucket: 'reports',
          operations: ['read'],
          bucketPolicy: true,
        },
      ],
    });
    expect(verifyRolePair(pair).holds).toBe(true);
    const { holds, unasked } = verifyRolePair({
      ...pair,
      resourcePolicies: [],
    });
    expect(holds).toBe(false);
    expect(unasked.map(({ request }) => request)).toContainEqual(
      expect.objectContaining({
        action: 's3:GetObject',
        context: { 'aws:SecureTransport': 'false' },
      }),
    );
  });
});

describe('a pair that somebody else gets into', () => {
  const intrusions = (
    change: (pair: RolePair) => Partial<RolePair>,
    identity?: Workload['identity'],
  ) => {
    const pair = pairFor(['stepfunctions'], identity);
    return verifyRolePair({ ...pair, ...change(pair) }).intrusions.map(
      ({ request }) => request,
    );
  };

  it('is told from one whose platform account is trusted without an external id', () => {
    const found = intrusions(({ external }) => ({
      external: alsoTrusting(external, {
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${platform.accountId}:root`] },
        Action: ['sts:AssumeRole'],
      }),
    }));
    const callers = found.map(({ principal }) => principal);
    expect(callers).toContain(
      `arn:aws:sts::${platform.accountId}:assumed-role/managed--orders.cli/verification`,
    );
    expect(callers).toContain(
      `arn:aws:sts::${platform.accountId}:assumed-role/other/verification`,
    );
  });

  it('does not hold for that alone', () => {
    const pair = pairFor(['stepfunctions']);
    const { holds, asked, unasked } = verifyRolePair({
      ...pair,
      external: alsoTrusting(pair.external, {
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${platform.accountId}:root`] },
        Action: ['sts:AssumeRole'],
      }),
    });
    expect(holds).toBe(false);
    expect(asked.every(({ verdict }) => verdict.decision === 'allowed')).toBe(
      true,
    );
    expect(unasked).toEqual([]);
  });

  it('is told from one whose role may be used in another way than asked', () => {
    const found = intrusions(({ external, platform: caller }) => ({
      external: alsoTrusting(external, {
        Effect: 'Allow',
        Principal: { AWS: [caller.arn] },
        Action: ['sts:SetSourceIdentity'],
      }),
    }));
    expect(found.map(({ action }) => action)).toContain(
      'sts:SetSourceIdentity',
    );
  });

  it('is told from one that lets similar namespaces in', () => {
    const { oidcIssuer } = platform;
    const found = intrusions(({ platform: role }) => ({
      platform: alsoTrusting(role, {
        ...role.trustPolicy.Statement[0],
        Condition: {
          StringEquals: { [`${oidcIssuer}:aud`]: ['sts.amazonaws.com'] },
          StringLike: {
            [`${oidcIssuer}:sub`]: ['system:serviceaccount:orders*:cli'],
          },
        },
      }),
    }));
    expect(found.map(({ context }) => context?.[`${oidcIssuer}:sub`])).toEqual(
      expect.arrayContaining([
        'system:serviceaccount:orders-2:cli',
        'system:serviceaccount:ordersx:cli',
      ]),
    );
  });

  it('is told from one that lets any cluster in', () => {
    const found = intrusions(
      ({ platform: role }) => ({
        platform: alsoTrusting(role, {
          Effect: 'Allow',
          Principal: { Service: ['pods.eks.amazonaws.com'] },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        }),
      }),
      'pod-identity',
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        action: 'sts:AssumeRole',
        context: expect.objectContaining({
          'aws:SourceArn': `arn:aws:eks:us-east-2:${platform.accountId}:cluster/other`,
        }),
      }),
    );
  });
});

describe('a pair that allows more', () => {
  const leaky = (pair: RolePair): RolePair => ({
    ...pair,
    external: also(pair.external, {
      Sid: 'Leak',
      Effect: 'Allow',
      Action: ['states:StartExecution'],
      Resource: ['arn:aws:states:us-east-2:490262564977:stateMachine:nightly*'],
    }),
  });

  it('is found by a full search, with the statement that allows it', () => {
    const { unasked, holds } = verifyRolePair(
      leaky(pairFor(['stepfunctions'])),
      full,
    );
    expect(holds).toBe(false);
    expect(unasked[0].request).toMatchObject({
      action: 'states:StartExecution',
      resource: expect.stringContaining('stateMachine:nightly'),
    });
    expect(unasked[0].verdict.reasons[0].statement?.sid).toBe('Leak');
  });

  it('is not looked for by a quick one', () => {
    const pair = leaky(pairFor(['stepfunctions']));
    expect(verifyRolePair(pair)).toMatchObject({ holds: true, unasked: [] });
  });

  it('is not told more often than is asked for', () => {
    const pair = leaky(pairFor(['stepfunctions']));
    expect(verifyRolePair(pair, { ...full, limit: 2 }).unasked).toHaveLength(2);
  });

  it('is found on the platform side too', () => {
    const pair = pairFor(['stepfunctions']);
    const wider = also(pair.platform, {
      Effect: 'Allow',
      Action: ['sts:AssumeRole'],
      Resource: [`${pair.external.arn}*`],
    });
    const { unasked } = verifyRolePair({ ...pair, platform: wider }, full);
    expect(unasked.map(({ request }) => request.resource)).toContain(
      `${pair.external.arn}-2`,
    );
  });

  it.each<[string, Statement]>([
    [
      'on a resource far from those that were asked for',
      {
        Effect: 'Allow',
        Action: ['states:StartExecution'],
        Resource: ['arn:aws:states:us-east-2:490262564977:stateMachine:pay*'],
      },
    ],
    [
      'in a service that nobody asked for',
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::payroll/*'],
      },
    ],
    [
      'in a service that the catalogue does not have',
      {
        Effect: 'Allow',
        Action: ['ec2:Terminate*'],
        Resource: ['arn:aws:ec2:us-east-2:490262564977:instance/*'],
      },
    ],
    [
      'under a condition that nobody asked for',
      {
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: ['arn:aws:iam::490262564977:role/admin'],
        Condition: {
          StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com'] },
        },
      },
    ],
    [
      'as everything but something',
      { Effect: 'Allow', NotAction: ['iam:*'], Resource: ['*'] },
    ],
  ])('is found %s', (_, statement) => {
    const pair = pairFor(['stepfunctions']);
    const external = also(pair.external, statement);
    expect(verifyRolePair({ ...pair, external }, full).holds).toBe(false);
  });

  it('is found in services that the catalogue does not have', () => {
    const pair = leaky(pairFor(['stepfunctions']));
    const catalogue = createCatalogue([], false);
    expect(verifyRolePair(pair, { ...full, catalogue }).holds).toBe(false);
  });

  it('is found whatever action of the services is added', () => {
    const pair = pairFor(['dynamodb', 'redshift', 'sagemaker']);
    const asked = new Set(pair.asked.map(({ action }) => action));
    const actions = ['dynamodb', 'redshift', 'redshift-data', 'sagemaker']
      .flatMap(prefix => {
        const service = builtInCatalogue.service(prefix);
        return service?.actions.map(({ name }) => `${prefix}:${name}`) ?? [];
      })
      .filter(action => !asked.has(action));
    fc.assert(
      fc.property(fc.constantFrom(...actions), action => {
        const wider = also(pair.external, {
          Effect: 'Allow',
          Action: [action],
          Resource: ['*'],
        });
        const { unasked } = verifyRolePair(
          { ...pair, external: wider },
          { ...full, limit: 1 },
        );
        expect(unasked.map(({ request }) => request.action)).toEqual([action]);
      }),
      { seed: 3, numRuns: 60 },
    );
  });
});
