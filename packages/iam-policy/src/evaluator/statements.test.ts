import {
  ACCOUNT,
  allow,
  decide,
  ORDERS,
  policy,
} from './__testUtils__/policies';

describe('actions and resources', () => {
  const by = (parts: Parameters<typeof allow>[0]) =>
    decide({}, { identity: [policy('p', allow(parts))] });

  it.each([
    [['sqs:SendMessage'], 'allowed'],
    [['SQS:sendmessage'], 'allowed'],
    [['sqs:Send*'], 'allowed'],
    [['sqs:SendMessag?'], 'allowed'],
    [['sqs:ReceiveMessage', 'sqs:*'], 'allowed'],
    [['sqs:Send'], 'implicitly-denied'],
    [['sqs:${aws:username}'], 'implicitly-denied'],
    [[], 'implicitly-denied'],
  ])('Action %j: %s', (Action, expected) => {
    expect(by({ Action })).toBe(expected);
  });

  it.each([
    [['sqs:ReceiveMessage'], 'allowed'],
    [['SQS:Send*'], 'implicitly-denied'],
    [['glue:*', 'sqs:*'], 'implicitly-denied'],
  ])('NotAction %j: %s', (NotAction, expected) => {
    expect(by({ NotAction })).toBe(expected);
  });

  it.each([
    [[ORDERS], 'allowed'],
    [[`arn:aws:sqs:*:${ACCOUNT}:ord*`], 'allowed'],
    [['arn:aws:sqs:*'], 'allowed'],
    [['arn:*'], 'allowed'],
    [['arn:aws:sqs:us-east-1:*:order'], 'implicitly-denied'],
    [['arn:aws:sqs:*:orders'], 'implicitly-denied'],
    [['arn:aws-cn:sqs:*:*:*'], 'implicitly-denied'],
    [['arn:aws:sns:*:*:*'], 'implicitly-denied'],
    [['arn:aws:sqs:eu-*:*:*'], 'implicitly-denied'],
    [['arn:aws:sqs:*:2*:*'], 'implicitly-denied'],
    [['arn:aws:sqs:*:*:news*'], 'implicitly-denied'],
    [['arn:aws:sqs'], 'implicitly-denied'],
    [['orders'], 'implicitly-denied'],
    [[], 'implicitly-denied'],
  ])('Resource %j: %s', (Resource, expected) => {
    expect(by({ Resource })).toBe(expected);
  });

  it.each([
    [[`${ORDERS}-2`], 'allowed'],
    [['arn:aws:sqs:*:*:ord*'], 'implicitly-denied'],
    [['*'], 'implicitly-denied'],
  ])('NotResource %j: %s', (NotResource, expected) => {
    expect(by({ NotResource })).toBe(expected);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement
  it.each([
    [
      'Resource',
      'arn:aws:sqs:us-east-1:*:${aws:PrincipalTag/team}-*',
      'allowed',
    ],
    [
      'Resource',
      "arn:aws:sqs:us-east-1:*:${aws:PrincipalTag/none, 'blue'}-queue",
      'allowed',
    ],
    [
      'Resource',
      'arn:aws:sqs:us-east-1:*:${aws:PrincipalTag/none}-queue',
      'implicitly-denied',
    ],
    [
      'Resource',
      'arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:blue-queue',
      'implicitly-denied',
    ],
    [
      'NotResource',
      'arn:aws:sqs:us-east-1:*:${aws:PrincipalTag/team}-*',
      'implicitly-denied',
    ],
    [
      'NotResource',
      'arn:aws:sqs:us-east-1:*:${aws:PrincipalTag/none}-queue',
      'allowed',
    ],
  ])('%s %s: %s', (element, entry, expected) => {
    expect(
      decide(
        {
          resource: `arn:aws:sqs:us-east-1:${ACCOUNT}:blue-queue`,
          context: { 'aws:PrincipalTag/team': 'blue' },
        },
        { identity: [policy('p', allow({ [element]: [entry] }))] },
      ),
    ).toBe(expected);
  });

  it('an action without resources is only meant by * and by exceptions', () => {
    const list = (parts: Parameters<typeof allow>[0]) =>
      decide(
        { action: 'sqs:ListQueues', resource: '*' },
        { identity: [policy('p', allow(parts))] },
      );
    expect(list({})).toBe('allowed');
    expect(list({ Resource: [ORDERS] })).toBe('implicitly-denied');
    expect(list({ Resource: ['arn:aws:sqs:*:*:*'] })).toBe('implicitly-denied');
    expect(list({ NotResource: [ORDERS] })).toBe('allowed');
  });
});
