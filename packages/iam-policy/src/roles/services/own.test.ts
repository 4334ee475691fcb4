import fc from 'fast-check';
import { InvalidFieldsError, parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { ownAccess, ownBuilder } from './own';

const build = (statements: unknown) =>
  ownBuilder.build(
    parseFields(ownAccess, { service: 'own', statements }),
    place,
  );

const topic = 'arn:aws:sns:us-east-2:490262564977:orders';
const publish = { Effect: 'Allow', Action: 'sns:Publish', Resource: topic };

describe('own statements', () => {
  it('are written as the golden file has it', () => {
    const printed = printContribution(
      build([
        publish,
        {
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:ListBucket', 'glue:Get*Job*'],
          Resource: [
            'arn:aws:s3:::reports',
            'arn:aws:s3:::reports/2026/*',
            'arn:aws:glue:us-east-2:490262564977:job/nightly-?',
          ],
        },
        {
          Effect: 'Allow',
          Action: ['kms:Decrypt'],
          Resource: ['arn:aws:kms:us-east-2:490262564977:key/1234abcd'],
          Condition: {
            StringEquals: {
              'kms:ViaService': [
                's3.us-east-2.amazonaws.com',
                'sqs.us-east-2.amazonaws.com',
              ],
            },
            StringLike: { 'kms:EncryptionContext:team': 'orders-*' },
          },
        },
        { Effect: 'Allow', Action: 'athena:ListWorkGroups', Resource: '*' },
        { Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' },
      ]),
    );
    expect(printed).toBe(golden('own', printed));
  });

  it.each([
    [
      'a policy as text',
      JSON.stringify({ Version: '2012-10-17', Statement: publish }),
    ],
    ['a policy', { Version: '2012-10-17', Statement: [publish] }],
    ['a list of statements', [publish]],
  ])('are taken as %s', (_, given) => {
    expect(build(given)).toEqual({
      statements: [
        {
          Sid: 'Own1',
          Effect: 'Allow',
          Action: ['sns:Publish'],
          Resource: [topic],
        },
      ],
      asked: [{ action: 'sns:Publish', resource: topic }],
    });
  });

  it('give each action those resources only that it takes', () => {
    const { statements } = build([
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'],
      },
    ]);
    expect(
      statements.map(({ Action, Resource }) => [Action, Resource]),
    ).toEqual([
      [['s3:GetObject'], ['arn:aws:s3:::reports/*']],
      [['s3:ListBucket'], ['arn:aws:s3:::reports']],
    ]);
  });

  it('ask for an example of a condition that any value meets', () => {
    const { asked } = build([
      { ...publish, Condition: { StringLike: { 'aws:SourceVpc': '*' } } },
    ]);
    expect(asked).toEqual([
      {
        action: 'sns:Publish',
        resource: topic,
        context: { 'aws:SourceVpc': 'example' },
        within: { context: { 'aws:SourceVpc': ['*'] } },
      },
    ]);
  });

  it('ask for an example of what a pattern or a list of values opens', () => {
    const { asked } = build([
      {
        ...publish,
        Resource: `${topic}-*`,
        Condition: { StringEquals: { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] } },
      },
    ]);
    expect(asked).toEqual([
      {
        action: 'sns:Publish',
        resource: `${topic}-example`,
        context: { 'aws:SourceVpc': 'vpc-1' },
        within: {
          resource: `${topic}-*`,
          context: { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] },
        },
      },
    ]);
  });
});

describe('own statements are refused', () => {
  const refusals: Array<[string, object, string]> = [
    ['that deny', { Effect: 'Deny' }, 'say only what is allowed'],
    ['with principals', { Principal: '*' }, 'leave principals out'],
    [
      'that say what is not meant',
      { Action: undefined, NotAction: 'sns:Publish' },
      'name the actions that are meant',
    ],
    [
      'for all resources but some',
      { Resource: undefined, NotResource: topic },
      'name the resources that are meant',
    ],
    ['without a resource', { Resource: undefined }, 'name the resources that'],
    ['for everything', { Action: '*' }, '*: write service:Action'],
    [
      'for all of a service',
      { Action: 'sns:*' },
      'sns:*: write service:Action',
    ],
    ['for a service pattern', { Action: 's*:Publish' }, 's*:Publish: write'],
    ['for an unknown action', { Action: 'sns:Shout' }, 'is no action of sns'],
    [
      'for a pattern of a service nobody knows',
      { Action: 'nosuch:Get*' },
      'write the actions of nosuch out',
    ],
    ['that take roles', { Action: 'sts:AssumeRole' }, 'hands out permissions'],
    ['that pass roles', { Action: 'iam:PassRole' }, 'hands out permissions'],
    [
      'that pass roles in capitals',
      { Action: 'iam:PASSROLE' },
      'hands out permissions',
    ],
    [
      'that hand out permissions',
      { Action: 'sns:AddPermission' },
      'sns:AddPermission hands out permissions',
    ],
    [
      'that hand out permissions of a service that is not in the catalogue',
      {
        Action: 'backup:PutBackupVaultAccessPolicy',
        Resource: 'arn:aws:backup:us-east-2:490262564977:backup-vault:orders',
      },
      'backup:PutBackupVaultAccessPolicy hands out permissions',
    ],
    [
      'that make somebody an administrator of a cluster',
      {
        Action: 'eks:AssociateAccessPolicy',
        Resource: 'arn:aws:eks:us-east-2:490262564977:cluster/cats',
      },
      'eks:AssociateAccessPolicy hands out permissions',
    ],
    [
      'with a pattern that reaches such an action',
      { Action: 'sns:?d*' },
      'sns:AddPermission hands out permissions',
    ],
    [
      'for every resource',
      { Resource: '*' },
      'sns:Publish: name the resources of the kind that it takes',
    ],
    [
      'for every resource of an action nobody knows',
      { Action: 'nosuch:DeleteAll', Resource: '*' },
      'nosuch:DeleteAll: ',
    ],
    ['for no ARN', { Resource: 'orders' }, 'orders: use an ARN'],
    [
      'for a resource of another kind',
      { Resource: 'arn:aws:sqs:us-east-2:490262564977:orders' },
      'sns:Publish: name the resources of the kind that it takes',
    ],
    [
      'for a resource that no action takes',
      { Resource: [topic, 'arn:aws:s3:::reports'] },
      'arn:aws:s3:::reports: is taken by none of the actions',
    ],
    [
      'for every account',
      { Resource: 'arn:aws:sns:us-east-2:*:orders' },
      'leave only the end of the ARN open',
    ],
    [
      'for all resources of the account',
      { Resource: 'arn:aws:sns:us-east-2:490262564977:*' },
      'leave only the end of the ARN open',
    ],
    [
      'for names that only end alike',
      { Resource: 'arn:aws:sns:us-east-2:490262564977:*orders' },
      'leave only the end of the ARN open',
    ],
    [
      'for buckets that only begin alike, which may be of another account',
      { Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports*/2026/*' },
      'write reports* out: the ARN says no account',
    ],
    [
      'for a resource in letters that only look alike',
      { Resource: 'arn:aws:sns:us-east-2:490262564977:\u043erders' },
      'use plain letters, digits and signs',
    ],
    [
      'for a resource that goes on in the next line',
      { Resource: `${topic}\n` },
      'use plain letters, digits and signs',
    ],
    [
      'with a value that IAM refuses',
      { Condition: { StringEquals: { 'aws:SourceVpc': '\u65e5\u672c' } } },
      'StringEquals: use characters that IAM takes',
    ],
    [
      'with a variable in a resource',
      { Resource: `${topic}-\${aws:username}` },
      'policy variables are not taken over',
    ],
    [
      'with a variable in a condition',
      { Condition: { StringEquals: { 'aws:SourceVpc': '${aws:username}' } } },
      'policy variables are not taken over',
    ],
    [
      'with an operator that cannot be proven',
      { Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } },
      'StringNotEquals: use one of',
    ],
    [
      'with a wildcard that is none',
      { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-*' } } },
      'use StringLike',
    ],
    [
      'that compare what is no truth',
      { Condition: { Bool: { 'aws:SecureTransport': '*' } } },
      'Bool: compare with true or false',
    ],
    [
      'that compare a key twice',
      {
        Condition: {
          StringEquals: { 'aws:SourceVpc': 'vpc-1' },
          StringLike: { 'AWS:SourceVpc': 'vpc-*' },
        },
      },
      'aws:sourcevpc: compare it once',
    ],
  ];

  it.each(refusals)('%s', (_, part, message) => {
    const statement = JSON.parse(JSON.stringify({ ...publish, ...part }));
    expect(() => build([statement])).toThrow(message);
    expect(() => build([publish, statement])).toThrow(
      'statements.Statement[1]: ',
    );
  });

  it.each([
    [
      'a way to more rights',
      {
        Action: 'lambda:UpdateFunctionCode',
        Resource: 'arn:aws:lambda:us-east-2:490262564977:function:*',
      },
      "runs code of their own with any function's role",
    ],
    [
      'a table without the catalog above it',
      {
        Action: 'glue:GetTable',
        Resource: 'arn:aws:glue:us-east-2:490262564977:table/sales/orders',
      },
      'Glue asks for the table, its database and the catalog together',
    ],
  ])('with what the linter calls an error: %s', (_, part, message) => {
    expect(() => build([{ ...publish, ...part }])).toThrow(message);
  });

  it.each([
    ['{', 'statements: '],
    [{}, 'statements.Statement'],
    [[], 'statements.Statement: '],
    [7, 'statements: give a policy'],
    [publish, 'statements: put the statement into a list'],
    [{ Statement: publish }, 'statements.Version: write "Version"'],
    [
      { Version: '2008-10-17', Statement: publish },
      'statements.Version: write "Version"',
    ],
    [[{ ...publish, Sid: 7 }], 'statements.Statement[0].Sid: '],
    [[{ ...publish, Resources: topic }], 'Resources'],
  ])('when they are no policy: %j', (given, message) => {
    expect(() => build(given)).toThrow(message);
  });

  it.each(hostile)('for the action and the resource %s', (_, text) => {
    expect(() => build([{ ...publish, Action: text }])).toThrow(
      InvalidFieldsError,
    );
    expect(() => build([{ ...publish, Resource: text }])).toThrow(
      InvalidFieldsError,
    );
    expect(() => build(text)).toThrow(InvalidFieldsError);
  });
});

describe('whatever is written as own statements', () => {
  const action = fc.constantFrom(
    'sns:Publish',
    'sns:*ubli*',
    's3:Get*',
    's3:*',
    's3:PutBucketPolicy',
    'iam:*',
    'sts:Assume*',
    '*',
    'kms:CreateGrant',
    'lambda:Add*',
    'ec2:DescribeVpcs',
  );
  const resource = fc.constantFrom(
    '*',
    topic,
    `${topic}*`,
    'arn:aws:s3:::*',
    'arn:aws:s3:::reports/*',
    'arn:*:s3:::reports/*',
    'arn:aws:iam::490262564977:role/*',
    'arn:aws:sns:us-east-2:490262564977:${aws:username}',
  );
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    Action: fc.array(action, { minLength: 1, maxLength: 2 }),
    Resource: fc.array(resource, { minLength: 1, maxLength: 2 }),
  });

  it('is refused, or allows named actions on resources of the account and nothing that hands out permissions', () => {
    let taken = 0;
    fc.assert(
      fc.property(statement, given => {
        for (const { Effect, Action, Resource } of attempt([given])) {
          taken += 1;
          expect(Effect).toBe('Allow');
          expect(Action?.join()).not.toMatch(
            /[*?]|^iam|^sts|Policy$|Permission|Grant/,
          );
          expect(Resource?.join()).not.toMatch(/\$|^arn:\*|:::\*|role/);
        }
      }),
      { seed: 20261121, numRuns: 1500 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  function attempt(given: unknown) {
    try {
      return build(given).statements;
    } catch (error) {
      if (error instanceof InvalidFieldsError) {
        return [];
      }
      throw error;
    }
  }
});
