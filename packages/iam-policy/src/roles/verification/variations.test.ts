import { examplesOf, nearbyArns, nearbyContexts } from './variations';

const job = 'arn:aws:glue:us-east-2:490262564977:job/nightly';

describe('ARNs near to one', () => {
  const nearby = nearbyArns({ action: 'glue:StartJobRun', resource: job });

  it.each([
    `${job}x`,
    `${job}-2`,
    'arn:aws:glue:us-east-2:490262564977:job/other',
    'arn:aws:glue:us-east-2:490262564977:job/nightl',
    'arn:aws:glue:us-east-2:490262564977:other/nightly',
    'arn:aws:glue:us-east-2:999999999999:job/nightly',
    'arn:aws:glue:eu-central-9:490262564977:job/nightly',
    `${job}/x`,
    `${job}:x`,
  ])('are %s', arn => {
    expect(nearby).toContain(arn);
  });

  it('are not itself', () => {
    expect(nearby).not.toContain(job);
  });

  it('go another way just before the wildcard of a pattern', () => {
    expect(
      nearbyArns({
        action: 'sagemaker:StopTrainingJob',
        resource: `${job}-1`,
        within: { resource: `${job}-*` },
      }),
    ).toEqual(expect.arrayContaining([job, `${job}x`]));
  });

  it('are none for a call without a resource', () => {
    expect(
      nearbyArns({ action: 'sts:GetCallerIdentity', resource: '*' }),
    ).toEqual([]);
  });
});

describe('contexts near to one', () => {
  const nearby = nearbyContexts({ a: 'one', b: ['two', 'three'] });

  it('are without all, or without one of the keys', () => {
    expect(nearby).toEqual(
      expect.arrayContaining([{}, { a: 'one' }, { b: ['two', 'three'] }]),
    );
  });

  it('have another value, or one more', () => {
    expect(nearby).toEqual(
      expect.arrayContaining([
        { a: 'other', b: ['two', 'three'] },
        { a: 'onex', b: ['two', 'three'] },
        { a: 'one', b: ['other'] },
        { a: 'one', b: ['two', 'three', 'other'] },
      ]),
    );
  });
});

describe('examples of an asked call', () => {
  it('are the call itself, and another one of each pattern', () => {
    const access = {
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::reports',
      context: { 's3:prefix': '2026/' },
      within: { context: { 's3:prefix': ['2026/*'] } },
    };
    expect(examplesOf(access)).toEqual([
      access,
      { ...access, context: { 's3:prefix': '2026/another/1' } },
    ]);
  });
});
