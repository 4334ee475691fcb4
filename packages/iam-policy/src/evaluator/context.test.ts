import {
  ACCOUNT,
  allow,
  decide,
  policy,
  ROLE,
  SESSION,
  USER,
} from './__testUtils__/policies';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
describe('the context', () => {
  const holds = (principal: string, key: string, value: string, context = {}) =>
    decide(
      { principal, context },
      {
        resource: policy(
          'queue',
          allow({
            Principal: '*',
            Condition: { StringEquals: { [key]: [value] } },
          }),
        ),
      },
    ) === 'allowed';

  it.each([
    [USER, 'aws:PrincipalArn', USER],
    [SESSION, 'aws:PrincipalArn', ROLE],
    [USER, 'aws:PrincipalAccount', ACCOUNT],
    [USER, 'aws:PrincipalType', 'User'],
    [SESSION, 'aws:PrincipalType', 'AssumedRole'],
    ['*', 'aws:PrincipalType', 'Anonymous'],
    [USER, 'aws:username', 'ada'],
    [`arn:aws:iam::${ACCOUNT}:user/team/ada`, 'aws:username', 'ada'],
    [USER, 'aws:PrincipalIsAWSService', 'false'],
    ['sns.amazonaws.com', 'aws:PrincipalIsAWSService', 'true'],
    ['sns.amazonaws.com', 'aws:PrincipalServiceName', 'sns.amazonaws.com'],
    [USER, 'aws:ResourceAccount', ACCOUNT],
  ])('of %s has %s', (principal, key, value) => {
    expect(holds(principal, key, value)).toBe(true);
    expect(holds(principal, key.toUpperCase(), value)).toBe(true);
    expect(holds(principal, key, `${value}x`)).toBe(false);
  });

  it('has no username for sessions, and no account for services', () => {
    const absent = (principal: string, key: string) =>
      decide(
        { principal },
        {
          resource: policy(
            'queue',
            allow({ Principal: '*', Condition: { Null: { [key]: ['true'] } } }),
          ),
        },
      ) === 'allowed';
    expect(absent(SESSION, 'aws:username')).toBe(true);
    expect(absent('sns.amazonaws.com', 'aws:PrincipalAccount')).toBe(true);
    expect(absent('*', 'aws:PrincipalIsAWSService')).toBe(true);
    expect(absent(USER, 'aws:userid')).toBe(true);
    expect(absent(USER, 'aws:username')).toBe(false);
  });

  it('that is stated wins, whatever the case of its key', () => {
    const context = {
      'AWS:principalarn': `arn:aws:iam::${ACCOUNT}:role/ci/builder`,
    };
    expect(holds(SESSION, 'aws:PrincipalArn', ROLE, context)).toBe(false);
    expect(
      holds(
        SESSION,
        'aws:PrincipalArn',
        `arn:aws:iam::${ACCOUNT}:role/ci/builder`,
        context,
      ),
    ).toBe(true);
  });
});
