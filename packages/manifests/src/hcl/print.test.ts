import {
  attribute,
  attributes,
  block,
  call,
  comment,
  heredoc,
  literal,
  named,
  object,
  printHcl,
  reference,
  template,
} from '.';

describe('attributes', () => {
  it('stand with their equal signs one below the other', () => {
    expect(printHcl(attributes({ a: 1, longer: 'x', none: null }))).toBe(
      'a      = 1\nlonger = "x"\nnone   = null\n',
    );
  });

  it('are aligned up to a value that goes over several lines', () => {
    expect(
      printHcl(
        attributes({
          name: 'x',
          assume_role_policy: call(
            'jsonencode',
            object({ Version: '1', Id: 'y' }),
          ),
          description: 'z',
        }),
      ),
    ).toBe(
      [
        'name = "x"',
        'assume_role_policy = jsonencode({',
        '  Version = "1"',
        '  Id      = "y"',
        '})',
        'description = "z"',
        '',
      ].join('\n'),
    );
  });

  it('leave out what is undefined', () => {
    expect(printHcl(attributes({ a: undefined, b: true }))).toBe('b = true\n');
  });

  it('carry texts of several lines as they are', () => {
    expect(
      printHcl(attributes({ a: heredoc('  x ${y} "z" \\\nEOT\n'), body: 1 })),
    ).toBe('a    = <<EOT_\n  x $${y} "z" \\\nEOT\nEOT_\nbody = 1\n');
  });
});

describe('blocks', () => {
  it('have an empty line around them', () => {
    expect(
      printHcl([
        attribute('a', 1),
        named(
          'resource',
          ['aws_iam_role', 'x'],
          [
            attribute('name', 'x'),
            block('lifecycle', [], [attribute('prevent_destroy', true)]),
          ],
        ),
        comment('Why this one.'),
        block('locals', [], []),
      ]),
    ).toBe(
      [
        'a = 1',
        '',
        'resource "aws_iam_role" "x" {',
        '  name = "x"',
        '',
        '  lifecycle {',
        '    prevent_destroy = true',
        '  }',
        '}',
        '',
        '# Why this one.',
        'locals {}',
        '',
      ].join('\n'),
    );
  });

  it.each(['a"b', 'a\\b', '${x}', 'a\nb', 'é', ''])(
    'refuse the label %j',
    label => {
      expect(() => block('path', [label], [])).toThrow('cannot be a label');
    },
  );
});

describe('texts', () => {
  it('are never an expression', () => {
    expect(
      printHcl([attribute('a', '${file("/etc/passwd")} %{ if true }')]),
    ).toBe('a = "$${file(\\"/etc/passwd\\")} %%{ if true }"\n');
  });

  it('show what cannot be seen', () => {
    expect(printHcl([attribute('a', 'x\u202ey\n\u0000\u{e0001}')])).toBe(
      'a = "x\\u202ey\\n\\u0000\\U000e0001"\n',
    );
  });

  it.each([
    ['\ud800', 'surrogate'],
    ['e\u0301', 'composed'],
  ])('that HCL would change are refused: %j', (text, reason) => {
    expect(() => printHcl([attribute('a', text)])).toThrow(reason);
  });

  it('lose no dollar sign before an expression', () => {
    expect(
      printHcl([attribute('a', template('costs $', reference('var', 'x')))]),
    ).toBe('a = "costs \\u0024${var.x}"\n');
  });

  it('that are one expression only are that expression', () => {
    expect(printHcl([attribute('a', template(reference('var', 'x')))])).toBe(
      'a = var.x\n',
    );
  });
});

describe('names', () => {
  it.each(['a b', '1a', 'a.b', '', 'a\n', 'a"'])('cannot be %j', name => {
    expect(() => attribute(name, 1)).toThrow('is not an identifier');
    expect(() => reference('var', name)).toThrow('is not an identifier');
    expect(() => call(name)).toThrow('is not an identifier');
    expect(() => named('resource', ['x', name], [])).toThrow(
      'is not an identifier',
    );
  });
});

describe('lists and objects', () => {
  it('stay on one line while they are short and plain', () => {
    expect(
      printHcl(
        attributes({
          empty: [],
          none: object({}),
          short: ['a', 1, reference('var', 'names', 0)],
        }),
      ),
    ).toBe('empty = []\nnone  = {}\nshort = ["a", 1, var.names[0]]\n');
  });

  it('get a line an item when they are not', () => {
    expect(
      printHcl([
        attribute('a', literal([{ b: ['x'.repeat(50), 'y'.repeat(50)] }])),
      ]),
    ).toBe(
      [
        'a = [',
        '  {',
        '    b = [',
        `      "${'x'.repeat(50)}",`,
        `      "${'y'.repeat(50)}",`,
        '    ]',
        '  },',
        ']',
        '',
      ].join('\n'),
    );
  });

  it('quote keys that are not names', () => {
    expect(
      printHcl([
        attribute('a', literal({ 'sts:ExternalId': 1, for: 2, x: 3 })),
      ]),
    ).toBe(
      'a = {\n  "sts:ExternalId" = 1\n  "for"            = 2\n  x                = 3\n}\n',
    );
  });

  it('take nothing but data for data', () => {
    const posing = literal(
      JSON.parse('{"steps":["path","module"],"name":"file","args":[]}'),
    );
    expect(printHcl([attribute('a', posing)])).toContain(
      'steps = ["path", "module"]',
    );
  });
});
