import { ConflictError } from '@backstage/errors';
import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import {
  addYamlItem,
  removeYamlEntry,
  removeYamlItem,
  removeYamlKey,
  setYamlValue,
  upsertYamlItem,
} from '.';

function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

describe('a value that is set', () => {
  it('keeps the comment behind it, the quotes and everything else', () => {
    const text = lines(
      'mode: 0644 # octal',
      "tag: 'v1'   # pinned",
      'list: [a, b]',
      'on: yes',
    );
    expect(setYamlValue(text, ['tag'], 'v2').text).toBe(
      text.replace("'v1'", "'v2'"),
    );
  });

  it('is not there yet where another reader takes what is there for something else', () => {
    // A text for YAML 1.1, a number for YAML 1.2.
    expect(setYamlValue('a: 0o17\n', ['a'], '0o17')).toEqual({
      text: 'a: "0o17"\n',
      changed: true,
    });
  });

  it('is quoted where a reader of YAML 1.1 or 1.2 would take it for something else', () => {
    const text = 'a: x\n';
    const set = (value: string) => setYamlValue(text, ['a'], value).text;
    expect(set('yes')).toBe('a: "yes"\n');
    expect(set('0o14')).toBe('a: "0o14"\n');
    expect(set('012')).toBe('a: "012"\n');
    expect(set('12:30:00')).toBe('a: "12:30:00"\n');
    expect(set('~')).toBe('a: "~"\n');
    expect(set('v1.2.3')).toBe('a: v1.2.3\n');
  });

  it('goes unchanged when the file says it already, as Kubernetes reads it', () => {
    const same = { changed: false };
    const text = lines('mode: 0644', 'on: yes', "name: 'x'");
    expect(setYamlValue(text, ['mode'], 0o644)).toMatchObject(same);
    expect(setYamlValue(text, ['on'], true)).toMatchObject(same);
    expect(setYamlValue(text, ['name'], 'x')).toMatchObject(same);
    expect(setYamlValue(text, ['mode'], 644).text).toContain('mode: 644\n');
  });

  it('becomes lines under its key, with the comment kept on the key', () => {
    expect(setYamlValue('a: 1 # one\nb: 2\n', ['a'], { c: ['d'] }).text).toBe(
      lines('a: # one', '  c:', '    - d', 'b: 2').replace('    - d', '  - d'),
    );
    expect(setYamlValue('a: 1 # one\nb: 2\n', ['a'], 'x\ny\n').text).toBe(
      lines('a: | # one', '  x', '  y', 'b: 2'),
    );
  });

  it('is changed inside where it was a mapping, with the comments of what stays', () => {
    const text = lines('a:', '  b: 1 # one', '  c: 2 # two', '  d: 3');
    expect(setYamlValue(text, ['a'], { b: 1, c: 5, e: [] }).text).toBe(
      lines('a:', '  b: 1 # one', '  c: 5 # two', '  e: []'),
    );
  });

  it('is written with the mappings on the way when asked for', () => {
    const edit = () => setYamlValue('a:\n    b: 1\n', ['c', 'd', 0], 'x');
    expect(edit).toThrow(ConflictError);
    expect(
      setYamlValue('a:\n    b: 1\n', ['c', 'd', 0], 'x', { create: true }).text,
    ).toBe('a:\n    b: 1\nc:\n    d:\n        - x\n');
  });

  it('is found by the fields of an item, and in the document that is meant', () => {
    const text = lines(
      'kind: A',
      'metadata: {name: x}',
      '---',
      'kind: B',
      'metadata: {name: x}',
      'list:',
      '- name: one',
      '  image: a',
    );
    const path = ['list', { name: 'one' }, 'image'];
    const document = { kind: 'B', name: 'x' };
    expect(setYamlValue(text, path, 'b', { document }).text).toBe(
      text.replace('image: a', 'image: b'),
    );
    expect(setYamlValue(text, path, 'b', { document: 1 }).changed).toBe(true);
    expect(() => setYamlValue(text, path, 'b')).toThrow(
      'Line 3: one was wanted, and 2 of 2 documents are it; choose one by its index, or by kind and name',
    );
  });
});

describe('an entry that is removed', () => {
  it('takes its comments along, and leaves those that speak of others', () => {
    const text = lines(
      'list:',
      '  # all of them',
      '  - a',
      '  # about b',
      '  - b # here',
      '',
      '  # group',
      '',
      '  - c',
    );
    expect(removeYamlItem(text, ['list'], 'a').text).toBe(
      text.replace('  - a\n', ''),
    );
    expect(removeYamlItem(text, ['list'], 'b').text).toBe(
      text.replace('  # about b\n  - b # here\n', ''),
    );
  });

  it('leaves empty brackets, nothing, or no key, as asked for', () => {
    const text = lines('a:', '  b:', '    - x # only', 'c: 1');
    const edit = (whenEmpty?: 'keep' | 'null' | 'remove') =>
      removeYamlItem(text, ['a', 'b'], 'x', { whenEmpty }).text;
    expect(edit()).toBe(lines('a:', '  b: []', 'c: 1'));
    expect(edit('null')).toBe(lines('a:', '  b:', 'c: 1'));
    expect(edit('remove')).toBe('c: 1\n');
  });

  it('changes nothing when it is not there', () => {
    const same = { text: 'a: [x]\n', changed: false };
    expect(removeYamlItem('a: [x]\n', ['a'], 'y')).toEqual(same);
    expect(removeYamlItem('a: [x]\n', ['b'], 'y')).toEqual(same);
    expect(removeYamlKey('a: [x]\n', ['b', 'c'])).toEqual(same);
    expect(removeYamlEntry('a: [x]\n', ['a'], 'name', 'y')).toEqual(same);
  });
});

describe('an item that is added', () => {
  it('goes to its place in a sorted list, and to the end of another', () => {
    expect(addYamlItem('l: [a, c]\n', ['l'], 'b', { sorted: true }).text).toBe(
      'l: [a, b, c]\n',
    );
    expect(addYamlItem('l: [c, a]\n', ['l'], 'b', { sorted: true }).text).toBe(
      'l: [c, a, b]\n',
    );
  });

  it('stands before or behind a neighbour, above the comments of the next one', () => {
    const text = lines('l:', '- a # A', '# about b', '- b');
    const wanted = lines('l:', '- a # A', '- x', '# about b', '- b');
    expect(addYamlItem(text, ['l'], 'x', { after: 'a' }).text).toBe(wanted);
    expect(addYamlItem(text, ['l'], 'x', { before: 'b' }).text).toBe(wanted);
    expect(() => addYamlItem(text, ['l'], 'x', { after: 'c' })).toThrow(
      'Line 2: "c" was wanted in the list, and it is not there; name an item that is',
    );
  });

  it('keeps the closing commas and the comments of a list in brackets', () => {
    const closing = lines('l: [', '  a, # A', '  b, # B', ']');
    const open = lines('l: [', '  a, # A', '  b # B', ']');
    expect(addYamlItem(closing, ['l'], 'c').text).toBe(
      lines('l: [', '  a, # A', '  b, # B', '  c,', ']'),
    );
    expect(addYamlItem(open, ['l'], 'c').text).toBe(
      lines('l: [', '  a, # A', '  b, # B', '  c', ']'),
    );
  });
});

describe('an entry known by a field', () => {
  const text = lines(
    'entries:',
    '  - name: a',
    '    mode: 0644 # octal',
    '    old: 1',
    '',
    '  - name: b',
    '    mode: 0600',
  );

  it('is changed where it differs', () => {
    const item = { name: 'a', mode: 0o644, added: 'x' };
    expect(upsertYamlItem(text, ['entries'], 'name', item).text).toBe(
      text.replace('old: 1', 'added: x'),
    );
    expect(
      upsertYamlItem(text, ['entries'], 'name', item, { others: 'keep' }).text,
    ).toBe(text.replace('old: 1\n', 'old: 1\n    added: x\n'));
  });

  it('is added with a blank line where the others have one', () => {
    const item = { name: 'c', mode: 384 };
    expect(upsertYamlItem(text, ['entries'], 'name', item).text).toBe(
      `${text}\n  - name: c\n    mode: 384\n`,
    );
  });
});

describe('a conflict', () => {
  const conflicts: Array<[string, () => unknown, RegExp]> = [
    [
      'of a path through an alias',
      () => setYamlValue('a: &x {b: 1}\nc: *x\n', ['c', 'b'], 2),
      /^Line 2: the path goes through the alias \*x; /,
    ],
    [
      'of a value that aliases stand for',
      () => setYamlValue('a: &x {b: 1}\nc: *x\n', ['a', 'b'], 2),
      /^Line 1: the value has the anchor &x, and aliases elsewhere/,
    ],
    [
      'of a scalar that aliases stand for',
      () => setYamlValue('a: &x 1\nc: *x\n', ['a'], 2),
      /^Line 1: the value has the anchor &x/,
    ],
    [
      'of an anchor that would go',
      () => removeYamlKey('a: {d: &x 1}\nc: *x\n', ['a']),
      /^Line 1: the anchor &x is in what would go/,
    ],
    [
      'of a key that a merge may bring',
      () => setYamlValue('a: &x {b: 1}\nc:\n  <<: *x\n', ['c', 'b'], 2),
      /^Line 3: the mapping merges another one with "<<"; /,
    ],
    [
      'of a key that would shine through a merge again',
      () => removeYamlKey('a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n', ['c', 'b']),
      /^Line 3: the mapping merges/,
    ],
    [
      'of a key that is there twice',
      () => setYamlValue('a: 1\na: 2\n', ['a'], 3),
      /^Line 2: "a" is there 2 times; leave one of them/,
    ],
    [
      'of entries with one name',
      () =>
        upsertYamlItem('l: [{name: a}, {name: a}]\n', ['l'], 'name', {
          name: 'a',
        }),
      /^Line 1: {"name":"a"} is there 2 times/,
    ],
    [
      'of a file indented with tabs',
      () => setYamlValue('a:\n\tb: 1\n', ['a', 'b'], 2),
      /^Line 2: the file cannot be read as YAML \(Tabs are not allowed/,
    ],
    [
      'of a file that is no YAML',
      () => setYamlValue('a: [1\nb: 2\n', ['b'], 3),
      /the file cannot be read as YAML .*; mend it first/,
    ],
    [
      'of another type than the path says',
      () => setYamlValue('a: text # x\n', ['a', 'b'], 2),
      /^Line 1: a mapping was wanted for "b", found text; /,
    ],
    [
      'of a list where a mapping is',
      () => addYamlItem('a: {b: 1}\n', ['a'], 'x'),
      /^Line 1: a list was wanted for 0, found {b: 1}; /,
    ],
    [
      'of another value than expected',
      () => setYamlValue('x: 0\na: 1 # one\n', ['a'], 3, { expect: 2 }),
      /^Line 2: 2 was expected, found 1; look at the file again/,
    ],
    [
      'of nothing where something is expected',
      () => setYamlValue('x: 0\n', ['a'], 3, { expect: 2 }),
      /^Line 1: 2 was expected at \["a"\], and there is nothing; /,
    ],
    [
      'of a tag that another value may not fit',
      () => setYamlValue('a: !Ref b\n', ['a'], 'c'),
      /^Line 1: the value has the tag !Ref; /,
    ],
    [
      'of a pair without braces that a key is added to',
      () => setYamlValue('a: [1, b: 2]\n', ['a', 1, 'c'], 3),
      /^Line 1: a mapping was wanted, found the pair b: 2 without braces; /,
    ],
    [
      'of a block text that a line break would change',
      () => setYamlValue('a: |\n  x', ['b'], 1),
      /^Line 2: the file ends in a block text without a line break/,
    ],
  ];

  it.each(conflicts)(
    '%s is told with its line and what to do',
    (_of, edit, message) => {
      expect(edit).toThrow(ConflictError);
      expect(edit).toThrow(message);
    },
  );

  it('is not told to who asks again for what is there', () => {
    expect(setYamlValue('a: 3\n', ['a'], 3, { expect: 2 })).toEqual({
      text: 'a: 3\n',
      changed: false,
    });
  });
});

describe('an anchor, an alias or a merge that the edit does not touch', () => {
  it("stands in nobody's way", () => {
    const text = lines(
      'a: &x {b: 1}',
      'c:',
      '  <<: *x',
      '  d: 2',
      'e: &unused 5',
      'f: *x',
    );
    expect(setYamlValue(text, ['c', 'd'], 3).text).toBe(
      text.replace('d: 2', 'd: 3'),
    );
    expect(setYamlValue(text, ['e'], 6).text).toBe(
      text.replace('&unused 5', '&unused 6'),
    );
    expect(setYamlValue(text, ['f'], 'own').text).toBe(
      text.replace('f: *x', 'f: own'),
    );
  });
});

describe('a path', () => {
  it('is refused by field when it leads nowhere', () => {
    expect(() => setYamlValue('a: 1\n', [], 2)).toThrow(InvalidFieldsError);
    expect(() => setYamlValue('a: 1\n', [{}], 2)).toThrow(/^path\[0\]: /);
    expect(() => setYamlValue('a: 1\n', [-1], 2)).toThrow(/^path\[0\]: /);
  });
});
