import fc from 'fast-check';
import { InvalidFieldsError } from '../fields';
import {
  parsePolicy,
  type PolicyDocument,
  policyToJson,
  printPolicy,
  readPolicy,
} from '.';

const runs = { seed: 20261121, numRuns: 500 };

const texts = fc.array(fc.fullUnicodeString({ maxLength: 12 }), {
  minLength: 1,
  maxLength: 3,
});
const key = fc
  .fullUnicodeString({ minLength: 1, maxLength: 12 })
  .filter(name => name !== '__proto__');
const principals = fc.oneof(
  fc.constant('*' as const),
  fc
    .record(
      { AWS: texts, Service: texts, Federated: texts, CanonicalUser: texts },
      { requiredKeys: [] },
    )
    .filter(kinds => Object.keys(kinds).length > 0),
);
const parts = fc.record(
  {
    Sid: fc.fullUnicodeString({ maxLength: 8 }),
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Condition: fc.dictionary(key, fc.dictionary(key, texts, { maxKeys: 3 }), {
      maxKeys: 3,
    }),
  },
  { requiredKeys: ['Effect'] },
);
const statement = fc
  .tuple(
    parts,
    fc.oneof(
      fc.record({}),
      fc.record({ Principal: principals }),
      fc.record({ NotPrincipal: principals }),
    ),
    fc.oneof(fc.record({ Action: texts }), fc.record({ NotAction: texts })),
    fc.oneof(
      fc.record({}),
      fc.record({ Resource: texts }),
      fc.record({ NotResource: texts }),
    ),
  )
  .map(all => Object.assign({}, ...all));
const documents: fc.Arbitrary<PolicyDocument> = fc.record(
  {
    Version: fc.constantFrom('2012-10-17' as const, '2008-10-17' as const),
    Id: fc.fullUnicodeString({ maxLength: 8 }),
    Statement: fc.array(statement, { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ['Version', 'Statement'] },
);

function problemsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
  return [];
}

describe('a policy', () => {
  it('is read with lists where it writes single values', () => {
    expect(
      parsePolicy(`{
        "Statement": {
          "Effect": "Allow",
          "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
          "Action": "sts:AssumeRole",
          "Condition": { "Bool": { "aws:MultiFactorAuthPresent": true } }
        },
        "Version": "2012-10-17"
      }`),
    ).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: ['arn:aws:iam::111122223333:root'] },
          Action: ['sts:AssumeRole'],
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': ['true'] } },
        },
      ],
    });
  });

  it('is of the older language where it does not say', () => {
    expect(
      readPolicy({ Statement: { Effect: 'Deny', Action: '*', Resource: '*' } })
        .Version,
    ).toBe('2008-10-17');
  });

  it('is printed in the order of the documentation, as people write it', () => {
    expect(
      printPolicy({
        Statement: [
          {
            Resource: ['*'],
            Action: ['sqs:ListQueues', 'sns:ListTopics'],
            Effect: 'Allow',
            Sid: 'Lists',
          },
        ],
        Version: '2012-10-17',
      }),
    ).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Lists",
      "Effect": "Allow",
      "Action": [
        "sqs:ListQueues",
        "sns:ListTopics"
      ],
      "Resource": "*"
    }
  ]
}`);
  });

  it('is the same after it was printed and read, whatever its texts hold', () => {
    fc.assert(
      fc.property(documents, document => {
        const text = printPolicy(document);
        expect(parsePolicy(text)).toEqual(document);
        expect(printPolicy(parsePolicy(text))).toBe(text);
        expect(readPolicy(policyToJson(document))).toEqual(document);
      }),
      runs,
    );
  });

  it.each([
    ['', ': value expected (line 1)'],
    ['{"Statement":', ': value expected (line 1)'],
    [
      '{"Version":"2012-10-17",\n"Version":"2008-10-17","Statement":{"Effect":"Deny","Action":"*"}}',
      'Version: "Version" stands in this object twice: only one of them would count (line 2)',
    ],
    ['{"Statement":[]}', 'Statement: must hold at least one statement'],
    [
      '{"Statement":{"Effect":"allow","Action":"*"}}',
      'Statement[0].Effect: must be "Allow" or "Deny"',
    ],
    [
      '{"Statement":{"Effect":"Deny","action":"*","Action":"*"}}',
      'Statement[0].action: is not known here: leave it out, or correct its name',
    ],
    [
      '{"Statement":{"Effect":"Deny"}}',
      'Statement[0]: needs Action or NotAction',
    ],
    [
      '{"Statement":{"Effect":"Deny","Action":"*","NotAction":"*"}}',
      'Statement[0]: must not have both Action and NotAction',
    ],
    [
      '{"Statement":{"Effect":"Deny","Action":[]}}',
      'Statement[0].Action: must name at least one',
    ],
    [
      '{"Statement":{"Effect":"Deny","Action":"*","Principal":{}}}',
      'Statement[0].Principal: must name someone',
    ],
  ])('is refused by field: %s', (text, problem) => {
    expect(problemsOf(() => parsePolicy(text))).toContain(problem);
  });

  it('does not lose a condition called __proto__: it is refused', () => {
    expect(
      problemsOf(() =>
        readPolicy(
          JSON.parse(
            '{"Statement":{"Effect":"Deny","Action":"*","Condition":{"__proto__":{"a":"b"}}}}',
          ),
        ),
      ),
    ).toEqual(['Statement.Condition.__proto__: is no element of a policy']);
    expect(
      problemsOf(() =>
        parsePolicy(
          '{"Statement":{"Effect":"Deny","Action":"*","Condition":{"__proto__":{"a":"b"}}}}',
        ),
      ),
    ).not.toEqual([]);
  });

  it('does not lose a condition key called __proto__ either', () => {
    expect(
      problemsOf(() =>
        parsePolicy(
          '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"__proto__":"b"}}}]}',
        ),
      ),
    ).toEqual([
      'Statement[0].Condition.StringEquals.__proto__: is no element of a policy',
    ]);
  });

  it('is refused, not followed, into 64 KiB of brackets', () => {
    expect(problemsOf(() => parsePolicy('['.repeat(65_536)))).toEqual([
      ': is nested deeper than 64 levels (line 1)',
    ]);
  });
});
