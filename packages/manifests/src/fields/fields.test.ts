import * as z from 'zod';
import {
  annotations,
  arnOf,
  cidr,
  cronSchedule,
  dnsLabel,
  dnsSubdomain,
  duration,
  environmentName,
  imageReference,
  isPartOf,
  labelKey,
  labelValue,
  plainText,
  port,
  quantity,
  quantityValue,
  repositoryPath,
  roleArn,
  securityGroupId,
  timeZone,
} from '.';
import { hostileTexts } from '../__testUtils__/hostile';

const cases: Record<
  string,
  { field: z.ZodType; good: unknown[]; bad: unknown[] }
> = {
  dnsLabel: {
    field: dnsLabel,
    good: ['a', 'test-dev', '0a', 'a'.repeat(63)],
    bad: ['', 'A', '-a', 'a-', 'a.b', 'a'.repeat(64), 'a\n'],
  },
  dnsSubdomain: {
    field: dnsSubdomain,
    good: ['a.b', 'managed--x', `${'a'.repeat(200)}.b`],
    bad: ['.a', 'a..b', 'a_b', 'a'.repeat(254)],
  },
  labelKey: {
    field: labelKey,
    good: ['app', 'app.kubernetes.io/name', 'A_b.c'],
    bad: ['', '/a', 'a/', 'a/b/c', 'Ä', `x/${'a'.repeat(64)}`, '-a'],
  },
  labelValue: {
    field: labelValue,
    good: ['', 'a', 'A_b.c-9'],
    bad: ['a b', '-a', 'a'.repeat(64)],
  },
  annotations: {
    field: annotations,
    good: [{ 'a/b': 'any: text\nof lines ${x} {{ y }}' }],
    bad: [
      { 'a b': '' },
      { a: '\0' },
      { a: '\ud800' },
      JSON.parse('{"__proto__": "x"}'),
    ],
  },
  environmentName: {
    field: environmentName,
    good: ['AWS_PROFILE', '_x'],
    bad: ['', '1A', 'A-B', 'A=B'],
  },
  quantity: {
    field: quantity,
    good: ['1', '250m', '1.5', '512Mi', '10G'],
    bad: ['', '-1', '1e3', '1 Gi', '1gb', 'Mi'],
  },
  imageReference: {
    field: imageReference,
    good: [
      '283234040926.dkr.ecr.us-east-2.amazonaws.com/lrl-aws-tools:k8s_aws_cli-87bee64',
      'localhost:5000/a/b:1',
      'aws-cli:2.15.0',
      `aws-cli@sha256:${'0'.repeat(64)}`,
      `a.example/aws-cli:latest-2@sha256:${'0'.repeat(64)}`,
    ],
    bad: [
      'aws-cli',
      'aws-cli:latest',
      `aws-cli:latest@sha256:${'0'.repeat(64)}`,
      'a/B:1',
      'a:1 b',
      'https://a/b:1',
      'a@sha256:00',
    ],
  },
  port: {
    field: port,
    good: [1, 5432, 65535],
    bad: [0, 65536, 1.5, '80', NaN],
  },
  cidr: {
    field: cidr,
    good: ['10.0.0.0/8', '0.0.0.0/0', '169.254.170.23/32'],
    bad: ['10.0.0.1/8', '10.0.0.0', '10.0.0.0/33', '::/0', '010.0.0.0/8'],
  },
  duration: {
    field: duration,
    good: ['1h', '15m', '1h30m', '90s'],
    bad: ['', '1', '1d', '-1h', '30m1h', 'h'],
  },
  cronSchedule: {
    field: cronSchedule,
    good: [
      '0 0 * * *',
      '*/5 8-18 * * MON-FRI',
      '0,30 2 1 jan,JUL 0',
      '5/15 * * * *',
    ],
    bad: [
      '',
      '0 0 * *',
      '0 0 * * * *',
      '60 0 * * *',
      '0 24 * * *',
      '0 0 0 * *',
      '0 0 * 13 *',
      '0 0 * * 7',
      '5-1 * * * *',
      '*/0 * * * *',
      '@daily',
      'TZ=UTC 0 0 * * *',
      '0  0 * * *',
      'x * * * *',
    ],
  },
  timeZone: {
    field: timeZone,
    good: ['Etc/UTC', 'UTC', 'America/New_York'],
    bad: ['', 'Local', '+02:00', 'Mars/Phobos', '../UTC'],
  },
  repositoryPath: {
    field: repositoryPath,
    good: ['a', 'apps/test-dev/base', '.github/x.yaml'],
    bad: ['', '/a', 'a/', 'a//b', '../a', 'a/./b', 'a b', 'a\\b', '${x}'],
  },
  roleArn: {
    field: roleArn,
    good: [
      'arn:aws:iam::111122223333:role/path/x',
      'arn:aws-cn:iam::111122223333:role/x',
    ],
    bad: [
      'arn:aws:iam::111122223333:user/x',
      'arn:aws:iam::1:role/x',
      'arn:aws:iam::111122223333:role/*',
      'arn:aws:iam::111122223333:role/a b',
    ],
  },
  arnOf: {
    field: arnOf('states', 'stateMachine:<name>'),
    good: ['arn:aws:states:us-east-2:111122223333:stateMachine:x'],
    bad: ['arn:aws:states:us-east-2:111122223333:activity:x', 'x'],
  },
  securityGroupId: {
    field: securityGroupId,
    good: ['sg-07b45033d6584cdb2', 'sg-0123abcd'],
    bad: ['sg-', 'sg-0123ABCD', '07b45033d6584cdb2'],
  },
  plainText: {
    field: plainText({ min: 1, max: 20 }),
    good: ['a "b" ${c}', 'äöü 👩‍💻'],
    bad: ['', 'a\nb', 'a\tb', '\u007f', '\u0085', '\udc00', 'a'.repeat(21)],
  },
};

describe.each(Object.entries(cases))(
  'the field %s',
  (_, { field, good, bad }) => {
    it.each(good)('takes %j', value => {
      expect(field.safeParse(value).error?.issues).toBeUndefined();
    });

    it.each(bad)('refuses %j and says why', value => {
      const [issue] = field.safeParse(value).error?.issues ?? [];
      expect(issue.message.length).toBeGreaterThan(10);
    });
  },
);

describe('fields of names', () => {
  const names = [
    dnsLabel,
    dnsSubdomain,
    labelKey,
    imageReference,
    repositoryPath,
  ];

  it.each(hostileTexts.map(text => [text.slice(0, 30), text]))(
    'let nothing of %j through that is not plain ASCII',
    (_, text) => {
      const taken = names.filter(field => field.safeParse(text).success);
      expect(taken.length === 0 || /^[\x21-\x7e]{1,1024}$/.test(text)).toBe(
        true,
      );
    },
  );
});

describe('the value of a quantity', () => {
  it.each([
    ['250m', 0.25],
    ['2', 2],
    ['1e3', 1_000],
    ['1E-1', 0.1],
    ['1E', 1e18],
    ['1.5Ki', 1_536],
    ['.5', 0.5],
    ['-1Mi', -1_048_576],
    ['5u', 0.000005],
    ['36m', 0.036],
    ['', NaN],
    ['1x', NaN],
    ['Mi', NaN],
  ])('of %j is %d', (text, value) => {
    expect(quantityValue(text)).toBe(value);
  });
});

describe('a range of addresses', () => {
  it.each([
    ['10.1.0.0/16', '10.0.0.0/8', true],
    ['169.254.169.254/32', '0.0.0.0/0', true],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['11.0.0.0/16', '10.0.0.0/8', false],
    ['0.0.0.0/0', '10.0.0.0/8', false],
  ])('%s as a part of %s: %s', (range, whole, expected) => {
    expect(isPartOf(range, whole)).toBe(expected);
  });
});
