import { arnMatchesPattern, formatArn, isAccountId, parseArn } from '.';

describe('an ARN', () => {
  it.each([
    'arn:aws:glue:us-east-2:111122223333:job/nightly',
    'arn:aws:s3:::reports/2026/a:b',
    'arn:aws:redshift:us-east-2:111122223333:dbuser:main/reader',
    'arn:aws-cn:iam::111122223333:role/path/name',
  ])('is taken apart and put together again: %s', text => {
    const arn = parseArn(text);
    expect(arn && formatArn(arn)).toBe(text);
  });

  it('keeps every colon behind the fifth in the resource', () => {
    expect(
      parseArn('arn:aws:lambda:us-east-2:111122223333:function:f:1'),
    ).toEqual({
      partition: 'aws',
      service: 'lambda',
      region: 'us-east-2',
      accountId: '111122223333',
      resource: 'function:f:1',
    });
  });

  it.each([
    '',
    '*',
    'arn',
    'arn:aws:s3',
    'arn:aws:s3::',
    'arn:aws:s3:::',
    'arn::s3:::b',
    'urn:aws:s3:::b',
  ])('is not %j', text => {
    expect(parseArn(text)).toBeUndefined();
  });
});

describe('an ARN pattern', () => {
  const arn = 'arn:aws:sqs:us-east-2:111122223333:orders';
  it.each([
    ['*', true],
    ['arn:aws:sqs:us-east-2:111122223333:orders', true],
    ['arn:aws:sqs:*:111122223333:*', true],
    ['arn:*:sqs:us-east-?:*:ord*', true],
    ['arn:aws:sqs:*', false],
    ['arn:aws:sqs:*:orders', false],
    ['arn:aws:SQS:us-east-2:111122223333:orders', false],
  ])('%s: %s', (pattern, expected) => {
    expect(arnMatchesPattern(pattern, arn)).toBe(expected);
  });

  it('lets a wildcard in the last part go over colons and slashes', () => {
    expect(
      arnMatchesPattern(
        'arn:aws:lambda:*:*:function*',
        'arn:aws:lambda:us-east-2:111122223333:function:a:live',
      ),
    ).toBe(true);
  });
});

it('knows an account id', () => {
  expect(
    ['111122223333', '11112222333', 'aaaabbbbcccc', '1111222233334'].map(
      isAccountId,
    ),
  ).toEqual([true, false, false, false]);
});
