import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { hostileText, hostileTexts } from '../__testUtils__/hostile';
import { describeWithTerraform, readOutputs } from '../__testUtils__/terraform';
import {
  addHclListItem,
  addYamlItem,
  removeYamlItem,
  removeYamlKey,
  setHclAttribute,
  setHclEntry,
  setYamlValue,
  upsertYamlItem,
  type EditResult,
  type EditValue,
} from '.';
import { lineDiff } from './__testUtils__/files';

const block = `# head
image:
  tag: old # keep this
  text: |
    old
    lines
  list:
    - first # one
    - last
entries:
- name: a
  value: 0644 # octal
- name: b
tail: 'end'
`;
const flow = `{image: {tag: old, text: "x", list: [first, last]}, entries: [{name: a, value: 0644}, {name: b}], tail: 'end'}
`;
const json = `{
  "image": {"tag": "old", "text": "x", "list": ["first", "last"]},
  "entries": [
    {"name": "a", "value": 1},
    {"name": "b"}
  ],
  "tail": "end"
}
`;
const templates = [
  ['block', block],
  ['block with CRLF', block.replaceAll('\n', '\r\n')],
  ['block without a last line break', block.trimEnd()],
  ['flow', flow],
  ['JSON', json],
] as const;

function wellFormed(value: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(value);
}

/** What both a YAML 1.1 and a YAML 1.2 reader find. */
function read(text: string, path: Array<string | number>): unknown {
  const found = (['1.1', '1.2'] as const).map(version => {
    const document = parseDocument(text, { version });
    expect(document.errors).toEqual([]);
    return document.getIn(path);
  });
  expect(found[0]).toEqual(found[1]);
  return found[0];
}

/** The data of a key, the same to a YAML 1.1 and a YAML 1.2 reader. */
function dataAt(text: string, key: string): unknown {
  const found = (['1.1', '1.2'] as const).map(version => {
    const data: unknown = parseDocument(text, { version }).toJS();
    return Reflect.get(Object(data), key);
  });
  expect(found[0]).toEqual(found[1]);
  return found[0];
}

/** All of them for the first template, and some for each other. */
function everyText(template: string, check: (value: string) => void): void {
  hostileTexts
    .filter(wellFormed)
    .filter((_value, index) => template === block || index % 8 === 0)
    .forEach(check);
  fc.assert(fc.property(hostileText.filter(wellFormed), check), {
    seed: 20261121,
    numRuns: 8,
  });
}

/** How many of the template's comments are there. */
function comments(text: string): number {
  return ['# head', '# keep this', '# one', '# octal'].filter(comment =>
    text.includes(comment),
  ).length;
}

function lost(before: string, { text }: EditResult): string[] {
  return lineDiff(before, text).filter(line => line.startsWith('-'));
}

describe.each(templates)(
  'a hostile text in a file in %s style',
  (_style, template) => {
    it('is set as data, and only its line goes', () => {
      everyText(template, value => {
        const result = setYamlValue(template, ['image', 'tag'], value);
        expect(read(result.text, ['image', 'tag'])).toBe(value);
        expect(read(result.text, ['tail'])).toBe('end');
        expect(lost(template, result).length).toBeLessThanOrEqual(1);
        expect(comments(result.text)).toBe(comments(template));
        const again = setYamlValue(result.text, ['image', 'tag'], value);
        expect(again).toEqual({ text: result.text, changed: false });
        expect(setYamlValue(result.text, ['image', 'tag'], 'old').text).toBe(
          template,
        );
      });
    });

    it('is added to a list as data, and taken out again', () => {
      everyText(template, value => {
        for (const options of [{}, { before: 'last' }]) {
          const result = addYamlItem(
            template,
            ['image', 'list'],
            value,
            options,
          );
          const index = 'before' in options ? 1 : 2;
          expect(read(result.text, ['image', 'list', index])).toBe(value);
          expect(
            removeYamlItem(result.text, ['image', 'list'], value).text,
          ).toBe(template);
        }
      });
    });

    it('is a field of a new entry, and a key', () => {
      everyText(template, value => {
        const entry = { name: 'c', value, list: [value] };
        const { text } = upsertYamlItem(template, ['entries'], 'name', entry);
        expect(read(text, ['entries', 2, 'value'])).toBe(value);
        expect(read(text, ['entries', 2, 'list', 0])).toBe(value);
        expect(read(text, ['tail'])).toBe('end');
        const key = [...`k${value}`].slice(0, 70).join('');
        const keyed = setYamlValue(template, ['image', key], value);
        expect(read(keyed.text, ['image', key])).toBe(value);
        expect(removeYamlKey(keyed.text, ['image', key]).text).toBe(template);
      });
    });
  },
);

describe('any data in place of any other', () => {
  /** What JSON can say, but for numbers with an exponent. */
  const data = fc
    .jsonValue({ maxDepth: 3, stringUnit: 'binary' })
    .filter(value => !/\de[+-]?\d|-0\b/.test(JSON.stringify(value)))
    .filter(value => wellFormed(JSON.stringify(value)));

  it.each(templates)(
    'is what a reader finds then, in %s style',
    (_style, template) => {
      fc.assert(
        fc.property(data, data, (first, second) => {
          let text = template;
          for (const value of [first, second, first] as EditValue[]) {
            text = setYamlValue(text, ['image'], value).text;
            const again = setYamlValue(text, ['image'], value);
            expect(again).toEqual({ text, changed: false });
            expect(dataAt(text, 'image')).toEqual(value);
            expect(dataAt(text, 'tail')).toBe('end');
            expect(comments(text)).toBeGreaterThanOrEqual(
              comments(template) - 2,
            );
          }
        }),
        { seed: 20261121, numRuns: 40 },
      );
    },
  );
});

describe('what YAML cannot carry', () => {
  it.each([
    ['half a surrogate pair', 'a\ud800b'],
    ['a number that is none', NaN],
    ['a number without an end', Infinity],
    ['a number that readers take for a text', 1e21],
  ])('is refused by field: %s', (_what, value) => {
    expect(() => setYamlValue(block, ['image', 'tag'], value)).toThrow(
      InvalidFieldsError,
    );
    expect(() => setYamlValue(block, ['x'], { y: [value] })).toThrow(
      /^value\.y\[0\]: /,
    );
  });
});

describeWithTerraform('a hostile text in HCL', () => {
  it('is read back by Terraform as it was given', () => {
    const values = hostileTexts.filter(
      value => wellFormed(value) && value.normalize('NFC') === value,
    );
    let content = values
      .map(
        (_value, index) =>
          `output "o${index}" {\n  value = ["x", { a = 1 }] # keep\n}\n`,
      )
      .join('\n');
    content +=
      '\noutput "list" {\n  value = [\n    "x", # one\n  ]\n}\n\noutput "map" {\n  value = {}\n}\n';
    values.forEach((value, index) => {
      const place = { block: ['output', `o${index}`], name: 'value' };
      content = setHclAttribute(content, { ...place, value }).text;
    });
    const short = values.filter(({ length }) => length < 100);
    for (const value of short) {
      const list = { block: ['output', 'list'], name: 'value' };
      const map = { block: ['output', 'map'], name: 'value' };
      content = addHclListItem(content, list, value).text;
      content = setHclEntry(content, map, `k${value}`, value).text;
    }
    expect(content.match(/# keep/g)).toHaveLength(values.length);
    const outputs = readOutputs([{ path: 'main.tf', content }]);
    values.forEach((value, index) => expect(outputs[`o${index}`]).toBe(value));
    expect(outputs.list).toEqual(['x', ...short]);
    expect(outputs.map).toEqual(
      Object.fromEntries(short.map(value => [`k${value}`, value])),
    );
  });
});
