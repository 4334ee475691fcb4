import { ConflictError } from '@backstage/errors';
import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import * as hcl from '../hcl';
import {
  addHclBlock,
  addHclListItem,
  removeHclAttribute,
  removeHclBlock,
  removeHclEntry,
  removeHclListItem,
  setHclAttribute,
  setHclEntry,
} from '.';

function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

const main = lines(
  '# network first',
  'module "vpc" {',
  '  source  = "./vpc" # local',
  '  version = "1.0"   # old',
  '',
  '  tags = {',
  '    Owner = "dpe" // who',
  '  }',
  '}',
  '',
  'output "id" {',
  '  value = module.vpc.id',
  '}',
);
const vpc = ['module', 'vpc'];

describe('an attribute', () => {
  it('is set in place, with the lines around it aligned again', () => {
    const edit = { block: vpc, name: 'version', value: '1.10.0-rc1' };
    expect(setHclAttribute(main, edit).text).toBe(
      main
        .replace('"1.0"   # old', '"1.10.0-rc1" # old')
        .replace('"./vpc" # local', '"./vpc"      # local'),
    );
  });

  it('is added behind the last one, and moves its neighbours only', () => {
    const text = lines('a = 1', 'b = 2', '', 'c = 3');
    expect(setHclAttribute(text, { name: 'long', value: [1] }).text).toBe(
      lines('a = 1', 'b = 2', '', 'c    = 3', 'long = [1]'),
    );
  });

  it('leaves the ways of a file that is not aligned', () => {
    const text = lines('a   =1', 'bb= 2');
    expect(setHclAttribute(text, { name: 'long', value: true }).text).toBe(
      lines('a   =1', 'bb= 2', 'long = true'),
    );
  });

  it('takes an expression as one, and a text as a text', () => {
    const set = (value: Parameters<typeof setHclAttribute>[1]['value']) =>
      setHclAttribute('a = 1\n', { name: 'a', value }).text;
    expect(set(hcl.reference('var', 'x'))).toBe('a = var.x\n');
    expect(set('${var.x}')).toBe('a = "$${var.x}"\n');
    expect(set({ k: ['v'] })).toBe('a = {\n  k = ["v"]\n}\n');
  });

  it('goes unchanged when the file says the same in another manner', () => {
    const text = 'a = [ 1,\n  2, # two\n]\nm = { "k" : "v" }\n';
    const same = { text, changed: false };
    expect(setHclAttribute(text, { name: 'a', value: [1, 2] })).toEqual(same);
    expect(setHclAttribute(text, { name: 'm', value: { k: 'v' } })).toEqual(
      same,
    );
    expect(setHclAttribute(text, { name: 'a', value: [1, -2] }).changed).toBe(
      true,
    );
  });

  it('is found in nested blocks', () => {
    const text = lines(
      'resource "x" "y" {',
      '  lifecycle {',
      '    a = 1',
      '  }',
      '}',
    );
    const place = { block: ['resource', 'x', 'y'], nested: [['lifecycle']] };
    expect(setHclAttribute(text, { ...place, name: 'a', value: 2 }).text).toBe(
      text.replace('a = 1', 'a = 2'),
    );
    expect(removeHclAttribute(text, { ...place, name: 'a' }).text).toBe(
      lines('resource "x" "y" {', '  lifecycle {}', '}'),
    );
  });
});

describe('a block', () => {
  const added = hcl.named(
    'module',
    ['eks'],
    [hcl.attribute('source', './eks')],
  );

  it('goes behind the last one of its type', () => {
    expect(addHclBlock(main, added).text).toBe(
      main.replace(
        '\noutput',
        '\nmodule "eks" {\n  source = "./eks"\n}\n\noutput',
      ),
    );
  });

  it('is the same in whatever manner it is written, and a conflict when it differs', () => {
    const { text } = addHclBlock(main, added);
    expect(addHclBlock(text, 'module "eks" { source = "./eks" }').changed).toBe(
      false,
    );
    expect(() =>
      addHclBlock(text, 'module "eks" { source = "./other" }'),
    ).toThrow(
      'Line 11: the block module "eks" is there and differs; change its attributes, or take another name',
    );
  });

  it('is removed with the comment right above it', () => {
    expect(removeHclBlock(main, vpc).text).toBe(
      lines('output "id" {', '  value = module.vpc.id', '}'),
    );
    expect(removeHclBlock(main, ['module', 'x'])).toEqual({
      text: main,
      changed: false,
    });
  });
});

describe('a list or object', () => {
  const text = lines(
    'l = [',
    '  "a", # A',
    '  "b"  # B',
    ']',
    'm = {',
    '  "x/y" = 1',
    '  deep  = { list = ["q"] }',
    '}',
  );

  it('takes an item in its manner', () => {
    const place = { name: 'l' };
    const result = addHclListItem(text, place, 'c').text;
    expect(result).toBe(text.replace('"b"  # B', '"b", # B\n  "c"'));
    expect(removeHclListItem(result, place, 'c').text).toBe(text);
    expect(addHclListItem(text, place, 'c', { before: 'a' }).text).toBe(
      text.replace('  "a"', '  "c",\n  "a"'),
    );
  });

  it('takes an entry, and one of an object inside of it', () => {
    const result = setHclEntry(text, { name: 'm' }, 'a-longer-key', 2).text;
    expect(result).toBe(
      text
        .replace('"x/y" = 1', '"x/y"        = 1')
        .replace(
          'deep  = { list = ["q"] }',
          'deep         = { list = ["q"] }\n  a-longer-key = 2',
        ),
    );
    expect(removeHclEntry(result, { name: 'm' }, 'a-longer-key').text).toBe(
      text,
    );
    const list = { name: 'm', path: ['deep', 'list'] };
    expect(addHclListItem(text, list, 'r').text).toBe(
      text.replace('["q"]', '["q", "r"]'),
    );
  });
});

describe('a conflict', () => {
  const cases: Array<[string, () => unknown, RegExp]> = [
    [
      'a block that is not there',
      () =>
        setHclAttribute(main, { block: ['module', 'x'], name: 'a', value: 1 }),
      /^Line 1: the block module "x" was wanted, and there is none; /,
    ],
    [
      'a block that is there twice',
      () => removeHclBlock('a "b" {}\na "b" {}\n', ['a', 'b']),
      /^Line 2: the block a "b" is there more than once/,
    ],
    [
      'an attribute that is there twice',
      () => setHclAttribute('a = 1\na = 2\n', { name: 'a', value: 3 }),
      /^Line 2: a is there more than once; leave one of them/,
    ],
    [
      'another value than expected',
      () => setHclAttribute('\na = 1\n', { name: 'a', value: 3, expect: 2 }),
      /^Line 2: 2 was expected, found 1; /,
    ],
    [
      'a list that is computed',
      () => addHclListItem('a = concat(b, ["c"])\n', { name: 'a' }, 'x'),
      /^Line 1: a list that is written out was wanted, found concat\(b, \["c"\]\); /,
    ],
    [
      'a "for" expression',
      () => addHclListItem('a = [for x in y : x]\n', { name: 'a' }, 'x'),
      /a list that is written out was wanted/,
    ],
    [
      'a second attribute for a block on one line',
      () =>
        setHclAttribute('a { b = 1 }\n', { block: ['a'], name: 'c', value: 1 }),
      /^Line 1: a block on one line was found/,
    ],
    [
      'a text that does not end',
      () => setHclAttribute('\na = "x\n', { name: 'b', value: 1 }),
      /^Line 2: a text that does not end was found; mend the file first/,
    ],
    [
      'a heredoc that does not end',
      () => setHclAttribute('a = <<EOT\nx\n', { name: 'b', value: 1 }),
      /^Line 1: a heredoc that does not end with EOT/,
    ],
    [
      'what is no HCL',
      () => setHclAttribute('a = 1\n}\n', { name: 'b', value: 1 }),
      /^Line 2: the file cannot be read as HCL: found }; mend it first/,
    ],
    [
      'blocks that are nested without end',
      () =>
        setHclAttribute('a {\n'.repeat(10_000) + '}\n'.repeat(10_000), {
          name: 'b',
          value: 1,
        }),
      /^Line 201: the file cannot be read as HCL: found {; mend it first/,
    ],
    [
      'templates that are nested without end',
      () =>
        setHclAttribute(`a = "${'${"'.repeat(10_000)}`, {
          name: 'b',
          value: 1,
        }),
      /^Line 1: templates in templates were found/,
    ],
  ];

  it.each(cases)(
    'tells %s, its line and what to do',
    (_what, edit, message) => {
      expect(edit).toThrow(ConflictError);
      expect(edit).toThrow(message);
    },
  );
});

describe('what HCL cannot carry', () => {
  it('is refused by field', () => {
    const set = (value: string | number, name = 'a') =>
      setHclAttribute('', { name, value });
    expect(() => set('e\u0301')).toThrow(/^value: use composed characters/);
    expect(() => set('\ud800')).toThrow(/^value: use whole Unicode characters/);
    expect(() => set(NaN)).toThrow(/^value: give a finite number/);
    expect(() => set(1, 'a b')).toThrow(/^name: /);
    expect(() => addHclBlock('', 'a = 1')).toThrow(InvalidFieldsError);
  });
});
