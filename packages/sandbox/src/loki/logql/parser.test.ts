import { parseLogQuery, parseSelector } from './parser';

describe('parseLogQuery', () => {
  it('reads a selector with the four ways to match', () => {
    const { selector, pipeline } = parseLogQuery(
      '{a="1", b!="2",c=~"3.*", d!~`4\\d`}',
    );
    expect(
      selector.map(({ label, operator, value }) => [label, operator, value]),
    ).toEqual([
      ['a', '=', '1'],
      ['b', '!=', '2'],
      ['c', '=~', '3.*'],
      ['d', '!~', '4\\d'],
    ]);
    expect(pipeline).toEqual([]);
  });

  it('matches whole values with regular expressions, and takes flags at their beginning', () => {
    const [matcher] = parseLogQuery('{a=~"(?i)x|y"}').selector;
    expect(['x', 'Y', 'xx', ''].map(value => matcher.matches(value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('reads the escapes of Go in strings', () => {
    const [matcher] = parseLogQuery(
      String.raw`{a="\"\\\n\t\x41\u00e9\U0001F600\101"}`,
    ).selector;
    expect(matcher.value).toBe('"\\\n\tA\u00e9\u{1F600}A');
  });

  it('reads stages one after the other', () => {
    const { pipeline } = parseLogQuery(
      '{a="1"} |= "x" or "y" !~ "z" | json | b="2" and (c>=400 or c<200), d=5 # words',
    );
    expect(pipeline.map(stage => stage.kind)).toEqual([
      'line',
      'line',
      'json',
      'labels',
    ]);
  });

  it('binds and more tightly than or', () => {
    const { pipeline } = parseLogQuery('{a="1"} | b=1 or c=2 and d=3');
    expect(pipeline).toMatchObject([
      { filter: { kind: 'or', left: { label: 'b' }, right: { kind: 'and' } } },
    ]);
  });

  it.each([
    [
      '',
      'parse error at line 1, col 1: syntax error: unexpected $end, expecting {',
    ],
    [
      'unk({a="1"})',
      'parse error at line 1, col 1: syntax error: unexpected IDENTIFIER, expecting {',
    ],
    [
      '{a=1}',
      'parse error at line 1, col 4: syntax error: unexpected NUMBER, expecting STRING',
    ],
    [
      '{a="1"',
      'parse error at line 1, col 7: syntax error: unexpected $end, expecting ,',
    ],
    [
      '{a="1"}\n |= x',
      'parse error at line 2, col 5: syntax error: unexpected IDENTIFIER, expecting STRING',
    ],
    ['{a="1', 'parse error at line 1, col 4: literal not terminated'],
    ['{a="\\q"}', 'parse error at line 1, col 4: invalid syntax'],
    ['{a="\\ud800"}', 'parse error at line 1, col 4: invalid syntax'],
    [
      '{a="1"} | logfmt',
      "parse error at line 1, col 11: the sandbox's Loki knows the stage json only, not logfmt",
    ],
    ['{a=~"("}', 'parse error : error parsing regexp: `(`'],
    [
      '{}',
      /^parse error : queries require at least one regexp or equality matcher/,
    ],
    ['{a=~".*"}', /^parse error : queries require at least one/],
  ])('refuses %s as Loki does', (query, message) => {
    expect(() => parseLogQuery(query)).toThrow(message);
  });
});

describe('parseSelector', () => {
  it('takes matchers and nothing else', () => {
    expect(parseSelector('{a="1"}')).toHaveLength(1);
    expect(() => parseSelector('{a="1"} | json')).toThrow(
      'only label matchers are supported',
    );
  });
});
