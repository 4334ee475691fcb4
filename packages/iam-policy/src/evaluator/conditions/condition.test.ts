import { allow, decide, policy } from '../__testUtils__/policies';
import { type RequestContext } from '../types';

/** Whether one condition holds in a context, where the key is `k:key`. */
function holds(
  operator: string,
  wanted: string[],
  given?: string | string[],
  more: RequestContext = {},
): boolean {
  const context = { ...more, ...(given !== undefined && { 'k:key': given }) };
  const statement = allow({ Condition: { [operator]: { 'k:key': wanted } } });
  return (
    decide({ context }, { identity: [policy('p', statement)] }) === 'allowed'
  );
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
describe.each([
  [
    'StringEquals',
    'StringNotEquals',
    [
      ['red', 'red', true],
      ['red', 'Red', false],
      ['r*', 'red', false],
      ['r*', 'r*', true],
    ],
  ],
  [
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    [
      ['red', 'RED', true],
      ['red', 'rod', false],
    ],
  ],
  [
    'StringLike',
    'StringNotLike',
    [
      ['r*', 'red', true],
      ['?ed', 'red', true],
      ['R*', 'red', false],
      ['*:*', 'a:b', true],
    ],
  ],
  [
    'NumericEquals',
    'NumericNotEquals',
    [
      ['5', '5.0', true],
      ['-3', '-3', true],
      ['5', '6', false],
      ['5', 'five', false],
      ['0x10', '16', false],
      ['', '0', false],
    ],
  ],
  [
    'DateEquals',
    'DateNotEquals',
    [
      ['2026-01-01T00:00:00Z', '2026-01-01', true],
      ['2026-01-01T00:00:00Z', '2026', true],
      ['2026-01', '2026-01-01T00:00Z', true],
      ['2026-01-01T00:00:00Z', '2026-01-01T02:00:00+02:00', true],
      ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00', true],
      ['2026-01-01T00:00:00Z', '1767225600', true],
      ['2026-01-01T00:00:00Z', '1767225601', false],
      ['2026-01-01', '2026-13-01', false],
      ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000+0000', false],
      ['yesterday', 'yesterday', false],
    ],
  ],
  [
    'IpAddress',
    'NotIpAddress',
    [
      ['10.0.0.0/8', '10.255.0.1', true],
      ['10.0.0.0/8', '11.0.0.1', false],
      ['10.1.2.3', '10.1.2.3', true],
      ['10.1.2.3', '10.1.2.4', false],
      ['0.0.0.0/0', '172.16.0.1', true],
      ['128.0.0.0/1', '255.255.255.255', true],
      ['2001:db8::/32', '2001:DB8:1::5', true],
      ['2001:db8::/32', '2001:db9::', false],
      ['2001:db8::1', '2001:db8:0:0:0:0:0:1', true],
      ['2001:db8::1', '2001:db8::2', false],
      ['::/0', '10.1.2.3', false],
      ['10.0.0.0/33', '10.0.0.0', false],
      ['10.0.0.256', '10.0.0.256', false],
      ['10.0.0.0/8/8', '10.0.0.1', false],
      ['::ffff:10.1.2.3', '::ffff:a01:203', true],
      ['::ffff:10.1.2.300', '::ffff:10.1.2.300', false],
      ['1::2::3', '1::2::3', false],
    ],
  ],
  [
    'ArnLike',
    'ArnNotLike',
    [
      [
        'arn:aws:sns:*:111111111111:al*',
        'arn:aws:sns:eu-west-1:111111111111:alarms',
        true,
      ],
      [
        'arn:aws:x:*:111122223333:finance/*',
        'arn:aws:x:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
        false,
      ],
      ['arn:aws:sns:*', 'arn:aws:sns:eu-west-1:111111111111:alarms', false],
      ['*', 'arn:aws:s3:::b', false],
      ['arn:aws:s3:::B', 'arn:aws:s3:::b', false],
      ['alarms', 'alarms', false],
    ],
  ],
  [
    'ArnEquals',
    'ArnNotEquals',
    [
      ['arn:aws:s3:::b*', 'arn:aws:s3:::bucket', true],
      ['arn:aws:s3:::b', 'arn:aws:s3:::bucket', false],
    ],
  ],
] satisfies Array<[string, string, Array<[string, string, boolean]>]>)(
  '%s and its negation %s',
  (operator, negation, cases) => {
    it.each(cases)('%s, given %s: %s', (wanted, given, expected) => {
      expect(holds(operator, [wanted], given)).toBe(expected);
      expect(holds(negation, [wanted], given)).toBe(!expected);
    });

    const [[wanted, given]] = cases;

    it('compare with each of several values', () => {
      expect(holds(operator, ['none', wanted], given)).toBe(true);
      expect(holds(negation, ['none', wanted], given)).toBe(false);
    });

    it('part where the key is absent', () => {
      expect(holds(operator, [wanted])).toBe(false);
      expect(holds(negation, [wanted])).toBe(true);
      expect(holds(`${operator}IfExists`, [wanted])).toBe(true);
      expect(holds(`${negation}IfExists`, [wanted])).toBe(true);
    });

    it('count as ever with IfExists where the key is there', () => {
      expect(holds(`${operator}IfExists`, [wanted], given)).toBe(true);
      expect(holds(`${negation}IfExists`, [wanted], given)).toBe(false);
    });

    it('compare no list without a set operator', () => {
      expect(holds(operator, [wanted], [given])).toBe(false);
      expect(holds(negation, [wanted], ['none'])).toBe(false);
    });
  },
);

describe('orders', () => {
  it.each([
    ['NumericLessThan', '5', ['4.9'], ['5', '6', 'x']],
    ['NumericLessThanEquals', '5', ['4', '5'], ['5.1', 'x']],
    ['NumericGreaterThan', '-5', ['-4', '10'], ['-5', 'x']],
    ['NumericGreaterThanEquals', '5', ['5', '10'], ['4', 'x']],
    [
      'DateLessThan',
      '2026-06-01',
      ['2026-05-31T23:59:59Z', '2025'],
      ['2026-06-01', 'x'],
    ],
    [
      'DateLessThanEquals',
      '2026-06-01',
      ['2026-06-01'],
      ['2026-06-01T00:00:00.001Z', 'x'],
    ],
    ['DateGreaterThan', '2026-06-01', ['2027'], ['2026-06-01', 'x']],
    [
      'DateGreaterThanEquals',
      '2026-06-01',
      ['2026-06-01', '2026-06-01T01:00:00Z'],
      ['2026-05-31', 'x'],
    ],
  ])('%s %s', (operator, wanted, yes, no) => {
    expect(yes.map(given => holds(operator, [wanted], given))).toEqual(
      yes.map(() => true),
    );
    expect(no.map(given => holds(operator, [wanted], given))).toEqual(
      no.map(() => false),
    );
    expect(holds(operator, [wanted])).toBe(false);
  });
});

describe('Bool', () => {
  it.each([
    ['true', 'true', true],
    ['TRUE', 'true', true],
    ['false', 'true', false],
    ['true', 'yes', false],
  ])('%s, given %s: %s', (wanted, given, expected) => {
    expect(holds('Bool', [wanted], given)).toBe(expected);
  });
});

describe('BinaryEquals', () => {
  it.each([
    ['QQ==', 'QQ==', true],
    ['QQ==', 'QQ', true],
    ['QQ==', 'Qg==', false],
    ['!', '!', false],
  ])('%s, given %s: %s', (wanted, given, expected) => {
    expect(holds('BinaryEquals', [wanted], given)).toBe(expected);
  });
});

describe('Null', () => {
  it.each([
    ['true', undefined, true],
    ['true', 'a', false],
    ['false', undefined, false],
    ['false', 'a', true],
    ['false', ['a'], true],
    ['false', [], false],
    ['true', [], true],
  ])('%s, given %j: %s', (wanted, given, expected) => {
    expect(holds('Null', [wanted], given)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
describe('set operators', () => {
  const wanted = ['red', 'blue'];

  it.each<[string[] | string | undefined, boolean, boolean, boolean, boolean]>([
    //                 all equal, any equal, all not equal, any not equal
    [['red', 'blue'], true, true, false, false],
    [['red', 'green'], false, true, false, true],
    [['green'], false, false, true, true],
    ['red', true, true, false, false],
    [[], true, false, true, false],
    [[''], true, false, true, false],
    [undefined, true, false, true, false],
  ])('of %j', (given, allEqual, anyEqual, allUnequal, anyUnequal) => {
    expect([
      holds('ForAllValues:StringEquals', wanted, given),
      holds('ForAnyValue:StringEquals', wanted, given),
      holds('ForAllValues:StringNotEquals', wanted, given),
      holds('ForAnyValue:StringNotEquals', wanted, given),
    ]).toEqual([allEqual, anyEqual, allUnequal, anyUnequal]);
  });

  it('hold without the key when they have IfExists', () => {
    expect(holds('ForAnyValue:StringEqualsIfExists', wanted)).toBe(true);
    expect(holds('ForAnyValue:StringEqualsIfExists', wanted, ['green'])).toBe(
      false,
    );
    expect(holds('ForAnyValue:StringEqualsIfExists', wanted, [])).toBe(false);
  });
});

describe('a block', () => {
  const condition = (context: RequestContext) =>
    decide(
      { context },
      {
        identity: [
          policy(
            'p',
            allow({
              Condition: {
                StringEquals: { 'k:a': ['1', '2'], 'k:b': ['3'] },
                Bool: { 'k:c': ['true'] },
              },
            }),
          ),
        ],
      },
    );

  it('holds when each of its conditions does', () => {
    const context = { 'K:A': '2', 'k:b': '3', 'k:c': 'true' };
    expect(condition(context)).toBe('allowed');
    for (const key of Object.keys(context)) {
      expect(condition({ ...context, [key]: '0' })).toBe('implicitly-denied');
    }
  });

  it('with an operator that does not exist never holds', () => {
    for (const operator of [
      'StringEqual',
      '',
      'ForSome:StringEquals',
      'constructor',
      '__proto__x',
    ]) {
      expect(holds(operator, ['red'], 'red')).toBe(false);
    }
  });

  it('without values never holds, and its negation always does', () => {
    expect(holds('StringEquals', [], 'red')).toBe(false);
    expect(holds('StringNotEquals', [], 'red')).toBe(true);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
describe('variables', () => {
  const more = {
    'k:colour': 'red',
    'k:star': 'a*',
    'k:list': ['red'],
    'k:account': '111111111111',
  };

  it.each([
    ['StringEquals', '${k:colour}', 'red', true],
    ['StringEquals', '${K:Colour}', 'red', true],
    ['StringEquals', 'a-${k:colour}-${k:colour}', 'a-red-red', true],
    ['StringEquals', "${k:none, 'red'}", 'red', true],
    ['StringEquals', "${k:colour, 'blue'}", 'blue', false],
    ['StringEquals', '${k:none}', '', false],
    ['StringEquals', '${k:list}', 'red', false],
    ['StringNotEquals', '${k:none}', 'red', true],
    ['StringEquals', 'a${*}b${?}c${$}', 'a*b?c$', true],
    ['StringLike', 'a${*}', 'a*', true],
    ['StringLike', 'a${*}', 'ab', false],
    ['StringLike', 'a${?}*', 'a?bc', true],
    ['StringLike', '${k:star}', 'ab', false],
    ['StringLike', '${k:star}*', 'a*b', true],
    ['StringLike', '\ue000*${*}', '\ue000b*', true],
    ['StringLike', 'a${*}', 'a\ue000', false],
    [
      'ArnLike',
      'arn:aws:sns:*:${k:account}:*',
      'arn:aws:sns:us-east-1:111111111111:a',
      true,
    ],
    ['Bool', '${k:colour}', 'red', true],
    ['NumericEquals', '${k:account}', '111111111111', false],
    ['StringEquals', '${k:colour', '${k:colour', true],
    ['StringEquals', '${}', '${}', true],
  ])('%s %s, given %s: %s', (operator, wanted, given, expected) => {
    expect(holds(operator, [wanted], given, more)).toBe(expected);
  });

  it('are text in a policy of 2008', () => {
    const statement = allow({
      Condition: { StringEquals: { 'k:key': ['${k:colour}'] } },
    });
    const identity = [
      {
        name: 'old',
        document: { Version: '2008-10-17' as const, Statement: [statement] },
      },
    ];
    expect(decide({ context: { ...more, 'k:key': 'red' } }, { identity })).toBe(
      'implicitly-denied',
    );
    expect(
      decide({ context: { ...more, 'k:key': '${k:colour}' } }, { identity }),
    ).toBe('allowed');
  });
});
