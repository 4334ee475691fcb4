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
import {
  bodiesOf,
  changedBody,
  hclData,
  type HclData,
} from './__testUtils__/hclPlaces';

const files = fixtures('hcl');
const CONFLICTS = /a block on one line|is there more than once/;

const edited: GeneratedFile[] = [];

function expectRoundTrip(
  text: string,
  name: string,
  edit: (from: string) => EditResult,
  revert: (from: string) => EditResult,
  wanted?: HclData,
): void {
  const result = unlessConflict(() => edit(text));
  if (!result) {
    return;
  }
  expect(result.changed).toBe(true);
  expect(edit(result.text)).toEqual({ text: result.text, changed: false });
  expect(revert(result.text)).toEqual({ text, changed: true });
  edited.push({ path: `${edited.length}/${name}`, content: result.text });
  if (wanted) {
    expect(withoutSpaces(hclData(result.text))).toBe(withoutSpaces(wanted));
  }
}

/** Undefined where the file gives reason for a conflict. */
function unlessConflict(edit: () => EditResult): EditResult | undefined {
  try {
    return edit();
  } catch (error) {
    expect(error).toBeInstanceOf(ConflictError);
    expect(String(error)).toMatch(CONFLICTS);
    return undefined;
  }
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
          const last = attributes.at(-1);
          expectRoundTrip(
            text,
            file,
            from =>
              setHclAttribute(from, {
                ...where,
                value: structuredClone(value),
              }),
            from => removeHclAttribute(from, where),
            changedBody(data, indexes, items =>
              items.splice(last ? last.index + 1 : 0, 0, {
                name,
                value: printed,
              }),
            ),
          );
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
        expectRoundTrip(
          text,
          file,
          from => setHclAttribute(from, { ...where, value: 'zz', expect: old }),
          from => setHclAttribute(from, { ...where, value: old }),
          changedBody(data, indexes, items =>
            items.splice(index, 1, { name, value: '"zz"' }),
          ),
        );
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
            expectRoundTrip(
              text,
              file,
              from => addHclListItem(from, where, 'zz', options),
              from => removeHclListItem(from, where, 'zz'),
            );
          }
        } else if (/^\{(?!\s*for\b)/.test(value)) {
          expectRoundTrip(
            text,
            file,
            from => setHclEntry(from, where, 'zz added', ['x']),
            from => removeHclEntry(from, where, 'zz added'),
          );
        }
      }
    }
  });

  it('takes a block and gives it back, and loses every block', () => {
    const block = 'module "zz" {\n  source = "./zz"\n}\n';
    const added = addHclBlock(text, block).text;
    expect(lineDiff(text, added).length).toBeLessThanOrEqual(7);
    expectRoundTrip(
      text,
      file,
      from => addHclBlock(from, block),
      from => removeHclBlock(from, ['module', 'zz']),
    );
    const heads = data.map(item => ('head' in item ? item.head : undefined));
    for (const [index, head] of heads.entries()) {
      const { text: without } = removeHclBlock(text, head ?? ['none']);
      const gone = head ? index : -1;
      expect(hclData(without)).toEqual(data.filter((_item, at) => at !== gone));
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

function withoutSpaces(data: HclData): string {
  return JSON.stringify(data).replace(/\s|,|\\n/g, '');
}

/** The value of a text without templates or of a number; undefined for others. */
function plainValue(source: string): string | number | undefined {
  if (/^"[^"$%\\]*"$/.test(source)) {
    return source.slice(1, -1);
  }
  return /^\d+$/.test(source) ? Number(source) : undefined;
}
