import { type ConditionBlock } from '../../document';
import { type RequestContext } from '../types';
import { type Random } from './random';

type ValueType =
  | 'string'
  | 'numeric'
  | 'date'
  | 'bool'
  | 'binary'
  | 'ip'
  | 'arn';

export const operatorTypes: ReadonlyMap<string, ValueType> = new Map<
  string,
  ValueType
>([
  ['StringEquals', 'string'],
  ['StringNotEquals', 'string'],
  ['StringEqualsIgnoreCase', 'string'],
  ['StringNotEqualsIgnoreCase', 'string'],
  ['StringLike', 'string'],
  ['StringNotLike', 'string'],
  ['NumericEquals', 'numeric'],
  ['NumericNotEquals', 'numeric'],
  ['NumericLessThan', 'numeric'],
  ['NumericLessThanEquals', 'numeric'],
  ['NumericGreaterThan', 'numeric'],
  ['NumericGreaterThanEquals', 'numeric'],
  ['DateEquals', 'date'],
  ['DateNotEquals', 'date'],
  ['DateLessThan', 'date'],
  ['DateLessThanEquals', 'date'],
  ['DateGreaterThan', 'date'],
  ['DateGreaterThanEquals', 'date'],
  ['Bool', 'bool'],
  ['BinaryEquals', 'binary'],
  ['IpAddress', 'ip'],
  ['NotIpAddress', 'ip'],
  ['ArnEquals', 'arn'],
  ['ArnLike', 'arn'],
  ['ArnNotEquals', 'arn'],
  ['ArnNotLike', 'arn'],
]);

export const modifiers = [
  ['', ''],
  ['', 'IfExists'],
  ['ForAllValues:', ''],
  ['ForAllValues:', 'IfExists'],
  ['ForAnyValue:', ''],
  ['ForAnyValue:', 'IfExists'],
] as const;

/** Values that tell cases apart, and `odd` ones on which implementations part. */
interface Samples {
  wanted: string[];
  given: string[];
  oddWanted: string[];
  oddGiven: string[];
}

const samples: Record<ValueType, Samples> = {
  string: {
    wanted: [
      'red',
      'Red',
      'r*',
      '?ed',
      'blue',
      '${k:colour}',
      "${k:none, 'red'}",
      'r${*}',
      '*',
    ],
    given: ['red', 'RED', 'blue', 'rose', 'r*', '*'],
    oddWanted: ['${k:none}', 'r${$}', '', '${k:list}'],
    oddGiven: ['r$', ''],
  },
  numeric: {
    wanted: ['5', '10', '5.0', '-3', '7.25'],
    given: ['5', '4', '10', '7.5', '-3', '10.0'],
    oddWanted: ['five'],
    oddGiven: ['five', ''],
  },
  date: {
    wanted: [
      '2026-01-01T00:00:00Z',
      '2026-06-01T12:00:00Z',
      '2026-06-01',
      '2026-01-01T02:00:00+02:00',
    ],
    given: [
      '2026-01-01T00:00:00Z',
      '2026-06-01T12:00:00Z',
      '2025-12-31T23:59:59Z',
      '2026-06-01',
      '2026-06-01T12:00:00.000Z',
    ],
    oddWanted: ['1767225600', 'today'],
    oddGiven: ['1767225600', 'today', '2026'],
  },
  bool: {
    wanted: ['true', 'false'],
    given: ['true', 'false'],
    oddWanted: ['TRUE', '${k:flag}'],
    oddGiven: ['True', 'no'],
  },
  binary: {
    wanted: ['QQ==', 'Qg==', 'QUI='],
    given: ['QQ==', 'Qg==', 'QUJD'],
    oddWanted: ['!'],
    oddGiven: [''],
  },
  ip: {
    wanted: [
      '10.0.0.0/8',
      '10.1.2.3',
      '192.168.1.0/24',
      '2001:db8::/32',
      '0.0.0.0/0',
      '2001:db8:1::/48',
      '2001:db8::1',
    ],
    given: [
      '10.1.2.3',
      '10.200.0.1',
      '192.168.1.77',
      '172.16.0.1',
      '2001:db8:1::5',
      '2001:DB8:0:0:0:0:0:1',
    ],
    oddWanted: ['office/8', '10.0.0.0/33'],
    oddGiven: ['office', '', '2001:db8::1'],
  },
  arn: {
    wanted: [
      'arn:aws:sns:us-east-1:111111111111:alarms',
      'arn:aws:sns:*:111111111111:*',
      'arn:aws:s?s:us-east-1:*:al*',
      'arn:aws:sns:us-east-1:${k:account}:alarms',
      'arn:aws:s3:::reports',
    ],
    given: [
      'arn:aws:sns:us-east-1:111111111111:alarms',
      'arn:aws:sns:eu-west-1:111111111111:news',
      'arn:aws:sqs:us-east-1:222222222222:alarms',
      'arn:aws:sns:us-east-1:222222222222:a:111111111111:b',
      'arn:aws:s3:::reports',
    ],
    oddWanted: ['*', 'arn:aws:sns:*', 'alarms', 'arn:aws:sns:*:${k:none}:*'],
    oddGiven: ['alarms', ''],
  },
};

/** What variables of the samples refer to. */
const variables: RequestContext = {
  'k:colour': 'red',
  'k:account': '111111111111',
  'k:flag': 'true',
  'k:list': ['red', 'blue'],
};

export interface ConditionCase {
  block: ConditionBlock;
  context: RequestContext;
}

/** A condition with this operator, and a context in which its key is absent, single or a list. */
export function conditionCase(
  random: Random,
  name: string,
  [quantifier, suffix]: readonly [string, string],
  key = 'k:value',
): ConditionCase {
  const operator = `${quantifier}${name}${suffix}`;
  if (name === 'Null') {
    return {
      block: { [operator]: { [key]: [random.pick(['true', 'false'])] } },
      context: random.chance(0.5)
        ? {}
        : {
            [key]: random.pick<string | string[]>([
              'red',
              ['red'],
              ['a', 'b'],
              [],
            ]),
          },
    };
  }
  const { wanted, given, oddWanted, oddGiven } =
    samples[operatorTypes.get(name) ?? 'string'];
  const value = () => random.pick(random.chance(0.04) ? oddGiven : given);
  const values = () => random.pick(random.chance(0.04) ? oddWanted : wanted);
  const many = random.chance(quantifier ? 0.7 : 0.03);
  const context: Record<string, string | string[]> = { ...variables };
  if (!random.chance(0.15)) {
    context[random.chance(0.1) ? key.toUpperCase() : key] = many
      ? Array.from({ length: random.below(4) }, value)
      : value();
  }
  return {
    block: {
      [operator]: {
        [key]: Array.from({ length: 1 + random.below(3) }, values),
      },
    },
    context,
  };
}
