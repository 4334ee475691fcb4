import { ConflictError } from '@backstage/errors';
import type { GeneratedFile } from '../files';
import {
  describeWithTerraform,
  formattingDiff,
} from '../__testUtils__/terraform';
import {
  addHclBlock,
  addHclListItem,
  removeHclAttribute,
  removeHclBlock,
  removeHclEntry,
  removeHclListItem,
  setHclAttribute,
  setHclEntry,
  type EditResult,
} from '.';
import { fixtures, lineDiff } from './__testUtils__/files';
import { bodiesOf, changedBody, hclData } from './__testUtils__/hclPlaces';

const files = fixtures('hcl');
const CONFLICTS = /a block on one line|is there more than once/;

const edited: GeneratedFile[] = [];

function roundTrip(
  text: string,
  name: string,
  edit: (from: string) => EditResult,
  revert: (from: string) => EditResult,
): string | undefined {
  let result: EditResult;
  try {
    result = edit(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ConflictError);
    expect(String(error)).toMatch(CONFLICTS);
    return undefined;
  }
  expect(result.changed).toBe(true);
  expect(edit(result.text)).toEqual({ text: result.text, changed: false });
  expect(revert(result.text)).toEqual({ text, changed: true });
  edited.push({ path: `${edited.length}/${name}`, content: result.text });
  return result.text;
}

describe.each(files)('%s', (file, text) => {
  const data = hclData(text);
  const bodies = bodiesOf(text).filter(
    ({ place: { block } }) => block || file.endsWith('.tfvars'),
  );

  it('takes a new attribute in every body, and gives it back', () => {
    for (const { place, indexes, attributes } of bodies) {
      for (const [value, printed] of [
        ['x = ${y}', '"x = $${y}"'],
        [['a', 1, true], '["a", 1, true]'],
        [{ a: 'b', 'c d': [] }, '{ a = "b" "c d" = [] }'],
      ] as const) {
        for (const name of ['zz', 'zz_a_name_longer_than_all_of_the_others']) {
          const where = { ...place, name };
          const result = roundTrip(
            text,
            file,
            from =>
              setHclAttribute(from, {
                ...where,
                value: structuredClone(value),
              }),
            from => removeHclAttribute(from, where),
          );
          if (result !== undefined) {
            const last = attributes.at(-1);
            const wanted = changedBody(data, indexes, items =>
              items.splice(last ? last.index + 1 : 0, 0, {
                name,
                value: printed,
              }),
            );
            expect(withoutSpaces(hclData(result))).toEqual(
              withoutSpaces(wanted),
            );
          }
        }
      }
    }
  });

  it('sets every attribute, and sets it back', () => {
    for (const { place, indexes, attributes } of bodies) {
      for (const { name, value, index } of attributes) {
        const old = plainValue(value);
        if (old === undefined) {
          continue;
        }
        const where = { ...place, name };
        const result = roundTrip(
          text,
          file,
          from => setHclAttribute(from, { ...where, value: 'zz', expect: old }),
          from => setHclAttribute(from, { ...where, value: old }),
        );
        if (result !== undefined) {
          const wanted = changedBody(data, indexes, items =>
            items.splice(index, 1, { name, value: '"zz"' }),
          );
          expect(hclData(result)).toEqual(wanted);
        }
      }
    }
  });

  it('loses every attribute, and nothing else', () => {
    for (const { place, indexes, attributes } of bodies) {
      for (const { name, index } of attributes) {
        const result = removeHclAttribute(text, { ...place, name });
        const wanted = changedBody(data, indexes, items =>
          items.splice(index, 1),
        );
        expect(hclData(result.text)).toEqual(wanted);
        edited.push({ path: `${edited.length}/${file}`, content: result.text });
      }
    }
  });

  it('takes items and entries in every list and object that is written out, and gives them back', () => {
    for (const { place, attributes } of bodies) {
      for (const { name, value } of attributes) {
        const where = { ...place, name };
        if (/^\[(?!\s*for\b)/.test(value)) {
          const first = /^\[\s*"(\w+)"/.exec(value)?.[1];
          for (const options of first ? [{}, { before: first }] : [{}]) {
            roundTrip(
              text,
              file,
              from => addHclListItem(from, where, 'zz', options),
              from => removeHclListItem(from, where, 'zz'),
            );
          }
        } else if (/^\{(?!\s*for\b)/.test(value)) {
          const result = roundTrip(
            text,
            file,
            from => setHclEntry(from, where, 'zz added', ['x']),
            from => removeHclEntry(from, where, 'zz added'),
          );
          expect(result).toContain('"zz added"');
        }
      }
    }
  });

  it('takes a block and gives it back, and loses every block', () => {
    const block = 'module "zz" {\n  source = "./zz"\n}\n';
    const result = roundTrip(
      text,
      file,
      from => addHclBlock(from, block),
      from => removeHclBlock(from, ['module', 'zz']),
    );
    expect(result && lineDiff(text, result).length).toBeLessThanOrEqual(7);
    for (const [index, item] of data.entries()) {
      if ('head' in item) {
        const without = removeHclBlock(text, item.head).text;
        expect(hclData(without)).toEqual(
          data.filter((_item, at) => at !== index),
        );
      }
    }
  });
});

describeWithTerraform('terraform fmt', () => {
  it('has nothing to do in what edits leave of formatted files', () => {
    const originals = files.map(([path, content]) => ({ path, content }));
    const unformatted = formattingDiff(originals);
    const clean = edited.filter(
      ({ path }) => !unformatted.includes(path.replace(/^\d+\//, '')),
    );
    expect(clean.length).toBeGreaterThan(200);
    expect(formattingDiff(clean)).toBe('');
  });
});

function withoutSpaces(data: unknown): string {
  return JSON.stringify(data).replace(/\s|,|\\n/g, '');
}

/** The value of a text without templates or of a number; undefined for others. */
function plainValue(source: string): string | number | undefined {
  if (/^"[^"$%\\]*"$/.test(source)) {
    return source.slice(1, -1);
  }
  return /^\d+$/.test(source) ? Number(source) : undefined;
}
