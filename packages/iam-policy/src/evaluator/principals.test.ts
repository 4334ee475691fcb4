import {
  ACCOUNT,
  allow,
  decide,
  deny,
  DEPLOYER,
  everything,
  grantTo,
  OTHER,
  otherThings,
  policy,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from './__testUtils__/policies';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
describe('principals', () => {
  it('a role means its sessions, with or without a path', () => {
    expect(decide({ principal: SESSION }, { resource: grantTo(ROLE) })).toBe(
      'allowed',
    );
    expect(
      decide(
        { principal: SESSION },
        { resource: grantTo(`arn:aws:iam::${ACCOUNT}:role/ci/builder`) },
      ),
    ).toBe('allowed');
    expect(
      decide(
        { principal: SESSION },
        { resource: grantTo(`arn:aws:iam::${OTHER}:role/builder`) },
      ),
    ).toBe('implicitly-denied');
  });

  it('a role means no sessions of another', () => {
    for (const name of ['watcher', 'build', 'builder-2', 'Builder']) {
      const resource = grantTo(`arn:aws:iam::${ACCOUNT}:role/${name}`);
      expect(decide({ principal: SESSION }, { resource })).toBe(
        'implicitly-denied',
      );
    }
  });

  it('a caller given as a role is a session of it', () => {
    expect(decide({ principal: ROLE }, { resource: grantTo(ROLE) })).toBe(
      'allowed',
    );
    expect(
      decide(
        { principal: ROLE },
        { resource: grantTo(ROLE), permissionsBoundary: otherThings },
      ),
    ).toBe('implicitly-denied');
  });

  it('a session means itself only', () => {
    expect(
      decide({ principal: SESSION }, { resource: grantTo(`${SESSION}0`) }),
    ).toBe('implicitly-denied');
  });

  it('have no wildcards within a name', () => {
    expect(
      decide({}, { resource: grantTo(`arn:aws:iam::${ACCOUNT}:user/*`) }),
    ).toBe('implicitly-denied');
  });

  it('a service is let in by name or as everyone', () => {
    const principal = 'sns.amazonaws.com';
    const named = (Service: string) =>
      policy('queue', allow({ Principal: { Service: [Service] } }));
    expect(decide({ principal }, { resource: named(principal) })).toBe(
      'allowed',
    );
    expect(decide({ principal }, { resource: named('s3.amazonaws.com') })).toBe(
      'implicitly-denied',
    );
    expect(decide({ principal }, { resource: grantTo('*') })).toBe('allowed');
    expect(decide({ principal }, { identity: [everything] })).toBe(
      'implicitly-denied',
    );
  });

  it('nobody known is let in as everyone only', () => {
    expect(decide({ principal: '*' }, { resource: grantTo('*') })).toBe(
      'allowed',
    );
    expect(decide({ principal: '*' }, { resource: grantTo(ACCOUNT) })).toBe(
      'implicitly-denied',
    );
    expect(decide({ principal: '*' }, { identity: [everything] })).toBe(
      'implicitly-denied',
    );
  });

  it('an IAM user behind a federated user is limited by the session, the federated user is not', () => {
    const federated = `arn:aws:sts::${ACCOUNT}:federated-user/ada`;
    const session = [otherThings];
    expect(
      decide(
        { principal: federated },
        { resource: grantTo(federated), session },
      ),
    ).toBe('allowed');
    expect(
      decide({ principal: federated }, { resource: grantTo(USER), session }),
    ).toBe('implicitly-denied');
    expect(
      decide(
        { principal: federated },
        { resource: grantTo(USER), session: [everything] },
      ),
    ).toBe('allowed');
  });

  it('a canonical user id or a unique id means nobody we know', () => {
    expect(
      decide(
        {},
        {
          resource: policy(
            'queue',
            allow({ Principal: { CanonicalUser: ['79a5'] } }),
          ),
        },
      ),
    ).toBe('implicitly-denied');
    expect(decide({}, { resource: grantTo('AIDAEXAMPLE') })).toBe(
      'implicitly-denied',
    );
  });

  it('a statement without either element means nobody', () => {
    expect(decide({}, { resource: policy('queue', allow()) })).toBe(
      'implicitly-denied',
    );
  });
});

describe('a web identity', () => {
  const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example.com`;
  const request = {
    principal: PROVIDER,
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: DEPLOYER,
  };
  const resource = policy(
    'trust',
    allow({ Principal: { Federated: [PROVIDER] } }),
  );

  it('needs the trust policy alone', () => {
    expect(decide(request, { resource })).toBe('allowed');
    expect(decide(request, { resource: grantTo(ACCOUNT) })).toBe(
      'implicitly-denied',
    );
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/cross-account-access.html
  it('needs a provider in the account of the role', () => {
    expect(
      decide(
        { ...request, resource: `arn:aws:iam::${OTHER}:role/deployer` },
        { resource },
      ),
    ).toBe('implicitly-denied');
  });

  it('of a provider that AWS knows by name, too', () => {
    expect(
      decide(
        { ...request, principal: 'cognito-identity.amazonaws.com' },
        {
          resource: policy(
            'trust',
            allow({
              Principal: { Federated: ['cognito-identity.amazonaws.com'] },
            }),
          ),
        },
      ),
    ).toBe('allowed');
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
describe('NotPrincipal', () => {
  const identity = [everything];

  it('denies all but whom it names, by user, role or session', () => {
    const but = (...AWS: string[]) =>
      policy('queue', deny({ NotPrincipal: { AWS } }));
    expect(decide({}, { identity, resource: but(USER) })).toBe('allowed');
    expect(
      decide({ principal: SESSION }, { identity, resource: but(ROLE) }),
    ).toBe('allowed');
    expect(
      decide({ principal: SESSION }, { identity, resource: but(SESSION) }),
    ).toBe('allowed');
    expect(decide({ principal: ROOT }, { resource: but(ROOT) })).toBe(
      'allowed',
    );
    expect(decide({}, { identity, resource: but(ROLE) })).toBe(
      'explicitly-denied',
    );
  });

  it('denies others of an account that it names beside one of its users', () => {
    const resource = policy(
      'queue',
      deny({
        NotPrincipal: { AWS: [`arn:aws:iam::${ACCOUNT}:user/bob`, ROOT] },
      }),
    );
    expect(decide({}, { identity, resource })).toBe('explicitly-denied');
  });

  it('allows all but whom it names', () => {
    const but = (...AWS: string[]) =>
      policy('queue', allow({ NotPrincipal: { AWS } }));
    expect(decide({}, { resource: but(OTHER) })).toBe('allowed');
    expect(decide({}, { resource: but(ACCOUNT) })).toBe('implicitly-denied');
  });
});
