import {
  ABROAD,
  ACCOUNT,
  allow,
  decide,
  deny,
  DEPLOYER,
  everything,
  grantTo,
  KEY,
  OTHER,
  otherThings,
  policy,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from './__testUtils__/policies';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
describe('in one account', () => {
  it('nothing is allowed that no policy allows', () => {
    expect(decide({})).toBe('implicitly-denied');
    expect(decide({}, { identity: [otherThings] })).toBe('implicitly-denied');
  });

  it('an identity policy is enough', () => {
    expect(decide({}, { identity: [otherThings, everything] })).toBe('allowed');
  });

  it("the resource's policy is enough when it names the user or everyone", () => {
    expect(decide({}, { resource: grantTo(USER) })).toBe('allowed');
    expect(decide({}, { resource: grantTo('*') })).toBe('allowed');
    expect(
      decide({}, { resource: policy('queue', allow({ Principal: '*' })) }),
    ).toBe('allowed');
  });

  it.each([ROOT, ACCOUNT])(
    "the resource's policy that names the account (%s) leaves it to the identity policies",
    principal => {
      const resource = grantTo(principal);
      expect(decide({}, { resource })).toBe('implicitly-denied');
      expect(decide({}, { resource, identity: [everything] })).toBe('allowed');
    },
  );

  it.each([
    ['identity', { identity: [everything, policy('no', deny())] }],
    ['resource', { resource: policy('no', deny({ Principal: '*' })) }],
    ['permissions boundary', { permissionsBoundary: policy('no', deny()) }],
    ['service control', { serviceControl: [[policy('no', deny())]] }],
    [
      'resource control',
      { resourceControl: [[policy('no', deny({ Principal: '*' }))]] },
    ],
  ])('a Deny in the %s policy wins over every Allow', (_, policies) => {
    expect(decide({}, { identity: [everything], ...policies })).toBe(
      'explicitly-denied',
    );
  });

  it('a Deny in a session policy wins over every Allow', () => {
    expect(
      decide(
        { principal: SESSION },
        { identity: [everything], session: [policy('no', deny())] },
      ),
    ).toBe('explicitly-denied');
  });

  it('a resource without an account is the caller’s, unless its account is stated', () => {
    const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' };
    const policies = { identity: [everything] };
    expect(decide(request, policies)).toBe('allowed');
    expect(decide({ ...request, resourceAccountId: OTHER }, policies)).toBe(
      'implicitly-denied',
    );
  });
});

describe('a permissions boundary', () => {
  const permissionsBoundary = otherThings;

  it('limits what identity policies allow', () => {
    expect(decide({}, { identity: [everything], permissionsBoundary })).toBe(
      'implicitly-denied',
    );
  });

  it('allows nothing by itself', () => {
    expect(decide({}, { permissionsBoundary: everything })).toBe(
      'implicitly-denied',
    );
  });

  it('limits what a resource grants to the role, not to the user or the session', () => {
    expect(
      decide(
        { principal: SESSION },
        { resource: grantTo(ROLE), permissionsBoundary },
      ),
    ).toBe('implicitly-denied');
    expect(
      decide(
        { principal: SESSION },
        { resource: grantTo(SESSION), permissionsBoundary },
      ),
    ).toBe('allowed');
    expect(decide({}, { resource: grantTo(USER), permissionsBoundary })).toBe(
      'allowed',
    );
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
  it('does not limit a grant to everyone with aws:PrincipalArn', () => {
    const resource = policy(
      'queue',
      allow({
        Principal: '*',
        Condition: { ArnEquals: { 'aws:PrincipalArn': [ROLE] } },
      }),
    );
    expect(
      decide({ principal: SESSION }, { resource, permissionsBoundary }),
    ).toBe('allowed');
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  it('makes every Deny with NotPrincipal bite', () => {
    const resource = policy(
      'queue',
      deny({ NotPrincipal: { AWS: [USER, ROOT] } }),
    );
    const identity = [everything];
    expect(decide({}, { identity, resource })).toBe('allowed');
    expect(
      decide({}, { identity, resource, permissionsBoundary: everything }),
    ).toBe('explicitly-denied');
  });
});

describe('session policies', () => {
  const asSession = { principal: SESSION };

  it('limit what identity policies allow, and what a resource grants to the role', () => {
    const session = [otherThings];
    expect(decide(asSession, { identity: [everything], session })).toBe(
      'implicitly-denied',
    );
    expect(decide(asSession, { resource: grantTo(ROLE), session })).toBe(
      'implicitly-denied',
    );
  });

  it('are added up', () => {
    expect(
      decide(asSession, {
        identity: [everything],
        session: [otherThings, everything],
      }),
    ).toBe('allowed');
  });

  it('are not asked of a user, who has no session', () => {
    expect(decide({}, { identity: [everything], session: [otherThings] })).toBe(
      'allowed',
    );
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
describe('from another account', () => {
  const abroad = { resource: ABROAD };

  it.each([
    ['its account', ROOT],
    ['the user', USER],
    ['everyone', '*'],
  ])('both sides must allow, when the resource names %s', (_, principal) => {
    const resource = grantTo(principal);
    expect(decide(abroad, { resource })).toBe('implicitly-denied');
    expect(decide(abroad, { identity: [everything] })).toBe(
      'implicitly-denied',
    );
    expect(decide(abroad, { resource, identity: [everything] })).toBe(
      'allowed',
    );
  });

  it('boundary and session policies limit even a grant to the session', () => {
    const policies = { resource: grantTo(SESSION), identity: [everything] };
    const request = { ...abroad, principal: SESSION };
    expect(decide(request, policies)).toBe('allowed');
    expect(
      decide(request, { ...policies, permissionsBoundary: otherThings }),
    ).toBe('implicitly-denied');
    expect(decide(request, { ...policies, session: [otherThings] })).toBe(
      'implicitly-denied',
    );
  });
});

describe('roles and keys', () => {
  const assume = { action: 'sts:AssumeRole', resource: DEPLOYER };
  const decrypt = { action: 'kms:Decrypt', resource: KEY };

  it.each([
    ['a role', assume],
    ['a key', decrypt],
  ])('%s does not rely on identity policies alone', (_, request) => {
    const identity = [everything];
    expect(decide(request, { identity })).toBe('implicitly-denied');
    expect(decide(request, { identity, resource: grantTo(ROOT) })).toBe(
      'allowed',
    );
    expect(decide(request, { resource: grantTo(ROOT) })).toBe(
      'implicitly-denied',
    );
    expect(decide(request, { resource: grantTo(USER) })).toBe('allowed');
  });

  it('a statement of a trust policy has no Resource', () => {
    const { Resource, ...statement } = allow({ Principal: { AWS: [USER] } });
    expect(decide(assume, { resource: policy('trust', statement) })).toBe(
      'allowed',
    );
    expect(decide(assume, { identity: [policy('broken', statement)] })).toBe(
      'implicitly-denied',
    );
  });

  it('other calls of KMS and IAM do not need the resource', () => {
    const identity = [everything];
    expect(
      decide(
        {
          action: 'kms:CreateAlias',
          resource: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/a`,
        },
        { identity },
      ),
    ).toBe('allowed');
    expect(
      decide({ action: 'iam:GetRole', resource: DEPLOYER }, { identity }),
    ).toBe('allowed');
  });
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
describe('service control policies', () => {
  const identity = [everything];

  it('must allow on every level', () => {
    expect(
      decide({}, { identity, serviceControl: [[everything], [everything]] }),
    ).toBe('allowed');
    expect(
      decide({}, { identity, serviceControl: [[everything], [otherThings]] }),
    ).toBe('implicitly-denied');
    expect(decide({}, { identity, serviceControl: [[everything], []] })).toBe(
      'implicitly-denied',
    );
  });

  it('grant nothing', () => {
    expect(decide({}, { serviceControl: [[everything]] })).toBe(
      'implicitly-denied',
    );
  });

  it('limit what a resource grants to a principal of the account, and its root user', () => {
    const serviceControl = [[otherThings]];
    expect(decide({}, { resource: grantTo(USER), serviceControl })).toBe(
      'implicitly-denied',
    );
    expect(decide({ principal: ROOT }, { serviceControl })).toBe(
      'implicitly-denied',
    );
  });

  it('limit a role whose name only begins as those of service-linked roles', () => {
    expect(
      decide(
        { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServices/run` },
        { identity, serviceControl: [[policy('no', deny())]] },
      ),
    ).toBe('explicitly-denied');
  });

  it('do not limit service-linked roles and services', () => {
    const serviceControl = [[policy('no', deny())]];
    expect(
      decide(
        {
          principal: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServiceRoleForBackup/run`,
        },
        { identity, serviceControl },
      ),
    ).toBe('allowed');
    expect(
      decide(
        { principal: 'sns.amazonaws.com' },
        {
          resource: policy(
            'queue',
            allow({ Principal: { Service: ['sns.amazonaws.com'] } }),
          ),
          serviceControl,
        },
      ),
    ).toBe('allowed');
  });
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
describe('resource control policies', () => {
  const resourceControl = [
    [
      policy(
        'perimeter',
        deny({
          Principal: '*',
          Condition: { StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT] } },
        }),
      ),
    ],
  ];

  it('deny whom the resource would let in', () => {
    const resource = policy('queue', allow({ Principal: '*' }));
    expect(decide({ principal: '*' }, { resource })).toBe('allowed');
    expect(decide({ principal: '*' }, { resource, resourceControl })).toBe(
      'explicitly-denied',
    );
  });

  it('need no Allow: AWS attaches one everywhere', () => {
    expect(decide({}, { identity: [everything], resourceControl })).toBe(
      'allowed',
    );
  });
});

it('answers from the document it was given first: documents are not changed', () => {
  const identity = [policy('p', allow())];
  expect(decide({}, { identity })).toBe('allowed');
  expect(
    decide({}, { identity: [policy('p', allow({ Action: ['glue:*'] }))] }),
  ).toBe('implicitly-denied');
  expect(decide({}, { identity })).toBe('allowed');
});
