import {
  ACCOUNT,
  allow,
  deny,
  everything,
  grantTo,
  ORDERS,
  OTHER,
  otherThings,
  policy,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from './__testUtils__/policies';
import { evaluate } from './evaluate';
import { type AccessRequest, type ApplicablePolicies } from './types';

function why(
  policies: ApplicablePolicies,
  request: Partial<AccessRequest> = {},
) {
  return evaluate(
    {
      principal: SESSION,
      action: 'sqs:SendMessage',
      resource: ORDERS,
      ...request,
    },
    policies,
  ).reasons;
}

describe('an answer that allows', () => {
  it('names each statement that was needed', () => {
    expect(
      why({
        identity: [
          otherThings,
          policy(
            'queues',
            deny({ Action: ['glue:*'] }),
            allow({ Sid: 'Send' }),
          ),
        ],
        permissionsBoundary: policy('boundary', allow()),
        serviceControl: [[policy('FullAWSAccess', allow())]],
      }),
    ).toEqual([
      {
        policyRole: 'identity',
        policy: 'queues',
        statement: { index: 1, sid: 'Send' },
        effect: 'allows',
        text: `Statement 1 (Send) of identity policy "queues" allows sqs:SendMessage on ${ORDERS}.`,
      },
      {
        policyRole: 'permissions-boundary',
        policy: 'boundary',
        statement: { index: 0 },
        effect: 'allows',
        text: `Statement 0 of permissions boundary "boundary" allows sqs:SendMessage on ${ORDERS}.`,
      },
      {
        policyRole: 'service-control',
        policy: 'FullAWSAccess',
        statement: { index: 0 },
        effect: 'allows',
        text: `Statement 0 of service control policy "FullAWSAccess" allows sqs:SendMessage on ${ORDERS}.`,
      },
    ]);
  });

  it("names the resource's policy alone where it is enough", () => {
    expect(
      why({ identity: [everything], resource: grantTo(SESSION) }).map(
        ({ policyRole }) => policyRole,
      ),
    ).toEqual(['resource']);
  });

  it('says that the root user needs nobody', () => {
    expect(why({}, { principal: ROOT })).toEqual([
      {
        policyRole: 'identity',
        effect: 'allows',
        text: `The root user of account ${ACCOUNT} may do whatever no policy denies.`,
      },
    ]);
  });
});

describe('an answer that denies', () => {
  it('names every statement that denies, and what made it hold', () => {
    const reasons = why(
      {
        identity: [
          everything,
          policy(
            'office only',
            deny({
              Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
            }),
          ),
        ],
        serviceControl: [[policy('region', deny())]],
      },
      { context: { 'aws:SourceIp': '203.0.113.9' } },
    );
    expect(reasons.map(({ text }) => text)).toEqual([
      `Statement 0 of service control policy "region" denies sqs:SendMessage on ${ORDERS}.`,
      `Statement 0 of identity policy "office only" denies sqs:SendMessage on ${ORDERS}. Its condition NotIpAddress on aws:SourceIp holds: the request has "203.0.113.9".`,
    ]);
    expect(reasons.map(({ effect }) => effect)).toEqual(['denies', 'denies']);
  });
});

describe('an answer that misses an Allow', () => {
  it('says so where there is no policy at all', () => {
    expect(why({})).toEqual([
      {
        policyRole: 'identity',
        effect: 'is-missing',
        text: `There is no identity policy that allows sqs:SendMessage on ${ORDERS}.`,
      },
    ]);
  });

  it('says so where no statement is for the action', () => {
    expect(why({ identity: [otherThings] })).toEqual([
      {
        policyRole: 'identity',
        effect: 'is-missing',
        text: `No identity policy allows sqs:SendMessage on ${ORDERS}.`,
      },
    ]);
  });

  it('leaves out the resource where the action takes none', () => {
    const [reason] = why({}, { action: 'sqs:ListQueues', resource: '*' });
    expect(reason.text).toBe(
      'There is no identity policy that allows sqs:ListQueues.',
    );
  });

  it('names every side that misses one', () => {
    expect(
      why(
        {
          permissionsBoundary: otherThings,
          session: [otherThings],
          serviceControl: [[everything], [otherThings]],
        },
        { resourceAccountId: OTHER },
      ).map(({ policyRole }) => policyRole),
    ).toEqual([
      'resource',
      'identity',
      'permissions-boundary',
      'session',
      'service-control',
    ]);
  });

  it('shows the nearest statement, with what its condition wants and what was found', () => {
    const condition = (value: string) => ({
      Condition: { StringEquals: { 'aws:PrincipalTag/team': [value, 'ops'] } },
    });
    const identity = [
      policy(
        'queues',
        allow({ Resource: [`${ORDERS}-2`] }),
        allow({ Sid: 'Team', Action: ['sqs:*'], ...condition('shop') }),
      ),
    ];
    const nearest = (context = {}) => why({ identity }, { context })[0];
    expect(nearest({ 'aws:PrincipalTag/team': 'blue' })).toEqual({
      policyRole: 'identity',
      policy: 'queues',
      statement: { index: 1, sid: 'Team' },
      effect: 'is-missing',
      text: `No identity policy allows sqs:SendMessage on ${ORDERS}. Statement 1 (Team) of identity policy "queues" is the nearest, but its condition StringEquals on aws:PrincipalTag/team names "shop" or "ops" and the request has "blue".`,
    });
    expect(nearest().text).toContain('the request does not carry that key');
  });

  it('shows a statement with another resource', () => {
    const [{ text }] = why({
      identity: [policy('queues', allow({ Resource: [`${ORDERS}-2`] }))],
    });
    expect(text).toContain(
      `of identity policy "queues" is the nearest, but its Resource is "${ORDERS}-2".`,
    );
  });

  it('shows a statement that leaves the resource out', () => {
    const [{ text }] = why({
      identity: [policy('queues', allow({ NotResource: [ORDERS] }))],
    });
    expect(text).toContain(`its NotResource leaves out "${ORDERS}".`);
  });

  it("names the resource's policy too where that could have allowed", () => {
    const missing = (principal: string) =>
      why({ identity: [otherThings], resource: grantTo(principal) }).map(
        ({ policyRole }) => policyRole,
      );
    expect(missing(USER)).toEqual(['identity', 'resource']);
    expect(missing(ACCOUNT)).toEqual(['identity']);
  });

  it('shows a trust policy for another principal', () => {
    const [{ text }] = why(
      { resource: grantTo(USER) },
      { action: 'sts:AssumeRole', resource: ROLE },
    );
    expect(text).toContain(`it does not mean "${SESSION}".`);
  });

  it('tells that a provider is in the wrong account', () => {
    const [{ text }] = why(
      { resource: policy('trust', allow({ Principal: '*' })) },
      {
        principal: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example.com`,
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: `arn:aws:iam::${OTHER}:role/deployer`,
      },
    );
    expect(text).toBe(
      `The identity provider is registered in account ${ACCOUNT}, but a role of account ${OTHER} can only be assumed through a provider of its own account.`,
    );
  });

  it('cuts what is too long to read', () => {
    const [{ text }] = why(
      {
        identity: [
          policy(
            'x'.repeat(65_536),
            allow({
              Resource: Array.from({ length: 500 }, (_, i) => `${ORDERS}-${i}`),
            }),
          ),
        ],
      },
      { action: `sqs:${'y'.repeat(65_536)}` },
    );
    expect(text.length).toBeLessThan(1_000);
    expect(text).toContain('or 497 more');
  });
});
