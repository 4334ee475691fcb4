import { evaluate } from '../../evaluator';
import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { policyOf } from '../policy';
import { s3Access, s3Builder } from './s3';

const build = (input: object) =>
  s3Builder.build(
    parseFields(s3Access, {
      service: 's3',
      bucket: 'reports',
      operations: ['read'],
      ...input,
    }),
    place,
  );

const session =
  'arn:aws:sts::490262564977:assumed-role/cats--orders.cli/session';

describe('access to S3', () => {
  const everything = {
    prefixes: ['2026/', 'drafts/orders/'],
    operations: ['list', 'read', 'write', 'delete'],
    kmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
    bucketPolicy: true,
  };

  it('is written as the golden file has it', () => {
    const printed = printContribution(build(everything));
    expect(printed).toBe(golden('s3', printed));
  });

  it('is written on both sides for a bucket of another account', () => {
    const printed = printContribution(
      build({ ...everything, bucketAccountId: '111122223333' }),
    );
    expect(printed).toBe(golden('s3-other-account', printed));
  });

  it('reads objects below the prefixes, and no more', () => {
    expect(build({ prefixes: ['2026/'] }).statements).toEqual([
      {
        Sid: 'S3Objects',
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::reports/2026/*'],
      },
    ]);
  });

  it('narrows a listing to what is below the prefixes', () => {
    const { statements } = build({ prefixes: ['2026/'], operations: ['list'] });
    expect(statements).toEqual([
      {
        Sid: 'S3List',
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: ['arn:aws:s3:::reports'],
        Condition: { StringLike: { 's3:prefix': ['2026/*'] } },
      },
    ]);
  });

  it.each([
    [['list'], []],
    [['delete'], []],
    [['read'], ['kms:Decrypt']],
    [['write'], ['kms:GenerateDataKey', 'kms:Decrypt']],
    [
      ['read', 'write'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    ],
  ])('uses the key to %j with %j', (operations, actions) => {
    const { statements } = build({ ...everything, operations });
    const keys = statements.filter(({ Sid }) => Sid === 'S3UseKey');
    expect(keys.flatMap(({ Action }) => Action)).toEqual(actions);
  });

  it('uses the key through the S3 of its partition', () => {
    const china = {
      ...place,
      partition: 'aws-cn' as const,
      region: 'cn-north-1',
    };
    const { statements } = s3Builder.build(
      parseFields(s3Access, {
        service: 's3',
        bucket: 'reports',
        operations: ['read'],
        kmsKeyId: everything.kmsKeyId,
      }),
      china,
    );
    expect(statements).toMatchObject([
      { Resource: ['arn:aws-cn:s3:::reports/*'] },
      {
        Resource: [
          `arn:aws-cn:kms:cn-north-1:490262564977:key/${everything.kmsKeyId}`,
        ],
        Condition: {
          StringEquals: {
            'kms:ViaService': ['s3.cn-north-1.amazonaws.com.cn'],
          },
        },
      },
    ]);
  });

  it('has no bucket policy unless it is wanted or needed', () => {
    for (const bucketAccountId of [undefined, place.accountId]) {
      const { resourcePolicies, foreignPolicies } = build({ bucketAccountId });
      expect([resourcePolicies, foreignPolicies]).toEqual([[], undefined]);
    }
  });

  it('lets the external role, and only it, into a bucket of another account', () => {
    const { resourcePolicies, foreignPolicies = [] } = build({
      bucketAccountId: '111122223333',
    });
    expect(resourcePolicies).toBeUndefined();
    const [{ resource, policy }] = foreignPolicies;
    expect(resource).toBe('arn:aws:s3:::reports');
    expect(policy.document.Statement[0]).toEqual({
      Sid: 'S3Objects',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::490262564977:root'] },
      Action: ['s3:GetObject'],
      Resource: ['arn:aws:s3:::reports/*'],
      Condition: { ArnEquals: { 'aws:PrincipalArn': [place.roleArn] } },
    });
  });

  it.each([
    ['true', 'allowed'],
    ['false', 'explicitly-denied'],
  ])('answers a call with TLS %s: %s', (tls, decision) => {
    const { statements, resourcePolicies = [] } = build({ bucketPolicy: true });
    const verdict = evaluate(
      {
        principal: session,
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::reports/2026/january.csv',
        resourceAccountId: place.accountId,
        context: { 'aws:SecureTransport': tls },
      },
      {
        identity: [{ name: 's3', document: policyOf(statements) }],
        resource: resourcePolicies[0].policy,
      },
    );
    expect(verdict.decision).toBe(decision);
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ bucket: name })).toThrow(/^bucket: use/);
    expect(() => build({ prefixes: [name] })).toThrow(/^prefixes\[0\]: /);
    expect(() => build({ kmsKeyId: name })).toThrow(/^kmsKeyId: use/);
  });

  it.each(['2026', '/', '/2026/', '20*/', 'a/${aws:username}/', 'a?/'])(
    'is refused for the prefix %j',
    prefix => {
      expect(() => build({ prefixes: [prefix] })).toThrow(/^prefixes\[0\]: /);
    },
  );

  it.each(['Reports', 're', '192.168.0.1', 'a..b', '-reports', 'reports/2026'])(
    'is refused for the bucket %j',
    bucket => {
      expect(() => build({ bucket })).toThrow(/^bucket: use/);
    },
  );
});
