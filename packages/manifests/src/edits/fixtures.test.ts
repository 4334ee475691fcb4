import { join } from 'path';
import { ConflictError } from '@backstage/errors';
import { isMap, isScalar, isSeq } from 'yaml';
import type { EditResult, EditValue } from '.';
import { addYamlItem, removeYamlItem, removeYamlKey, setYamlValue } from '.';
import { expectGolden } from '../__testUtils__/golden';
import { fixtures, lineDiff } from './__testUtils__/files';
import { generateFiles } from './__testUtils__/generate';
import {
  changed,
  dataOf,
  isPlainlyWritten,
  placesOf,
  type Place,
} from './__testUtils__/yamlPlaces';

const GENERATED = join(__dirname, '__fixtures__', 'generated');
const files = [...fixtures('yaml'), ...fixtures('generated')];

/** What no edit may guess over; each of them is the subject of a test of its own. */
const CONFLICTS =
  /the alias|has the anchor|the anchor|merges another|has the tag|without a line break|without a colon|is there 2 times/;

const done = { edits: 0, conflicts: 0 };

/** At most so many of them, from everywhere in the file. */
function some<Item>(items: Item[], most = 10): Item[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_item, index) => index % step < 1);
}

/** An edit and what becomes of the file; undefined where it is a conflict that the file gives reason for. */
function unlessConflict(edit: () => EditResult): EditResult | undefined {
  try {
    const result = edit();
    done.edits++;
    return result;
  } catch (error) {
    expect(error).toBeInstanceOf(ConflictError);
    expect(String(error)).toMatch(CONFLICTS);
    done.conflicts++;
    return undefined;
  }
}

/** Carries an edit out, once more, and back. */
function expectRoundTrip(
  text: string,
  edit: (from: string) => EditResult,
  revert: (from: string) => EditResult,
  wanted: () => unknown[],
): void {
  const result = unlessConflict(() => edit(text));
  if (!result) {
    return;
  }
  expect(result.changed).toBe(true);
  expect(edit(result.text)).toEqual({ text: result.text, changed: false });
  expect(revert(result.text)).toEqual({ text, changed: true });
  expect(dataOf(result.text)).toEqual(wanted());
  expectOthersKept(text, result.text);
}

/** Of the lines that were there one at most is another now: that of a value or bracket, or the one before a comma. */
function expectOthersKept(before: string, after: string): void {
  const went = lineDiff(before, after).filter(line => line.startsWith('-'));
  expect(went.length).toBeLessThanOrEqual(1);
}

function inDocument({ document }: Place) {
  return { document };
}

it('has the files that the generator makes, and as many more written by hand', () => {
  expectGolden(GENERATED, generateFiles(60));
  expect(files.length).toBeGreaterThanOrEqual(100);
});

describe.each(files)('%s', (_name, text) => {
  const data = dataOf(text);
  const places = placesOf(text);

  it('takes a new key in every mapping, and gives it back', () => {
    const added: EditValue[] = [
      'x: y # z',
      { list: [1, { deep: 'a\nb\n' }], empty: {} },
    ];
    for (const place of some(places.filter(({ node }) => isMap(node)))) {
      for (const value of added) {
        const path = [...place.path, 'zz-added'];
        expectRoundTrip(
          text,
          from => setYamlValue(from, path, value, inDocument(place)),
          from => removeYamlKey(from, path, inDocument(place)),
          () =>
            changed(data, place, holder =>
              Object.assign(holder, { 'zz-added': value }),
            ),
        );
      }
    }
  });

  it('takes a new item in every list, first and last, and gives it back', () => {
    for (const place of places) {
      const { node, path } = place;
      if (!isSeq(node)) {
        continue;
      }
      const first: unknown = node.items.at(0);
      const before =
        isScalar(first) && typeof first.value === 'string'
          ? first.value
          : undefined;
      for (const options of [
        {},
        ...(before === undefined ? [] : [{ before }]),
      ]) {
        expectRoundTrip(
          text,
          from =>
            addYamlItem(from, path, 'zz: added', {
              ...options,
              ...inDocument(place),
            }),
          from => removeYamlItem(from, path, 'zz: added', inDocument(place)),
          () =>
            changed(data, place, holder => {
              if (Array.isArray(holder)) {
                holder.splice(
                  'before' in options ? 0 : Infinity,
                  0,
                  'zz: added',
                );
              }
            }),
        );
      }
    }
  });

  it('sets every scalar, and sets it back', () => {
    for (const place of some(places)) {
      const { node, path, keys } = place;
      if (!isPlainlyWritten(text, node) || path.length === 0) {
        continue;
      }
      const old = node.value as EditValue;
      // Quotes cannot be known again once a text has become a number.
      const values =
        typeof old === 'string' ? ['zz changed', `${old}-2`] : ['zz', 12345];
      for (const value of values) {
        expectRoundTrip(
          text,
          from => setYamlValue(from, path, value, inDocument(place)),
          from =>
            setYamlValue(from, path, old, {
              expect: value,
              ...inDocument(place),
            }),
          () =>
            changed(data, { ...place, keys: keys.slice(0, -1) }, holder =>
              Object.assign(holder, { [keys[keys.length - 1]]: value }),
            ),
        );
      }
    }
  });

  it('loses every entry of every mapping and list, and nothing else', () => {
    for (const place of places.filter(({ keys }) => keys.length > 0)) {
      expectOnlyEntryGone(text, data, place);
    }
  });
});

function expectOnlyEntryGone(
  text: string,
  data: unknown[],
  { document, path, keys }: Place,
): void {
  const last = keys[keys.length - 1];
  const result = unlessConflict(() => removeYamlKey(text, path, { document }));
  if (!result) {
    return;
  }
  const holder = { document, keys: keys.slice(0, -1) };
  const wanted = changed(data, holder, collection => {
    if (Array.isArray(collection)) {
      collection.splice(Number(last), 1);
    } else {
      delete collection[last];
    }
  });
  expect(dataOf(result.text)).toEqual(wanted);
  const came = lineDiff(text, result.text).filter(line => line.startsWith('+'));
  expect(came.length).toBeLessThanOrEqual(1);
}

it('carries nearly all of the edits out', () => {
  expect(done.edits).toBeGreaterThan(2000);
  expect(done.conflicts).toBeLessThan(done.edits / 20);
});
