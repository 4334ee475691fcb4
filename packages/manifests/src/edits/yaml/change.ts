import { isAlias, isMap, isSeq } from 'yaml';
import { conflict } from '../conflict';
import { isPlainObject } from '../data';
import { overlap, type Splice } from '../text';
import type { EditValue } from '../types';
import { entriesOf, type Collection, type Entry } from './entries';
import type { YamlFile } from './file';
import { insertEntries } from './insert';
import { refuseSharedIn, removeEntry } from './remove';
import { replaceValue } from './replace';
import { isSame } from './same';
import { refuseMerge, refuseShared, type Step } from './walk';

/** Makes an entry's value the wanted one. What is equal in both stays as it is written: comments, order, quotes. */
export function changeValue(
  file: YamlFile,
  step: Step,
  wanted: EditValue,
): Splice[] {
  const { collection, entry } = step;
  const { value } = entry;
  if (isSame(file, value, wanted)) {
    return [];
  }
  if (value && !isAlias(value)) {
    refuseShared(file, value);
    refuseTag(file, entry, wanted);
  }
  const splices = changeParts(file, entry, wanted);
  if (splices && !overlap(splices)) {
    return splices;
  }
  refuseSharedIn(file, step);
  return replaceValue(file, collection, entry, wanted);
}

/** Undefined when the old and the new value have nothing in common. */
function changeParts(
  file: YamlFile,
  { value }: Entry,
  wanted: EditValue,
): Splice[] | undefined {
  if (isMap(value) && isPlainObject(wanted)) {
    return changeMap(file, value, wanted);
  }
  if (isSeq(value) && Array.isArray(wanted)) {
    return changeSeq(file, value, wanted);
  }
  return undefined;
}

function changeMap(
  file: YamlFile,
  map: Collection,
  wanted: Record<string, EditValue>,
): Splice[] | undefined {
  const entries = entriesOf(map);
  refuseMerge(file, entries);
  refuseDuplicates(file, entries);
  const has = ({ key }: Entry) =>
    key !== undefined && Object.hasOwn(wanted, key);
  if (!entries.some(has)) {
    return undefined;
  }
  const present = new Set(entries.map(({ key }) => key));
  const added = Object.keys(wanted).filter(key => !present.has(key));
  return [
    ...entries.flatMap((entry, index) => {
      const step = { collection: map, entries, index, entry };
      return entry.key !== undefined && has(entry)
        ? changeValue(file, step, wanted[entry.key])
        : removeEntry(file, [step], 'keep');
    }),
    ...insertEntries(
      file,
      map,
      entries.findLastIndex(has) + 1,
      added.map(key => ({ key, value: wanted[key] })),
    ),
  ];
}

function changeSeq(
  file: YamlFile,
  seq: Collection,
  wanted: EditValue[],
): Splice[] | undefined {
  const entries = entriesOf(seq);
  const shorter = Math.min(entries.length, wanted.length);
  const same = (old: number, item: number) =>
    isSame(file, entries[old].value, wanted[item]);
  let head = 0;
  while (head < shorter && same(head, head)) {
    head++;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    same(entries.length - 1 - tail, wanted.length - 1 - tail)
  ) {
    tail++;
  }
  if (shorter === 0) {
    return undefined;
  }
  const paired = shorter - tail;
  const step = (index: number) => ({
    collection: seq,
    entries,
    index,
    entry: entries[index],
  });
  const indexes = entries.map((_entry, index) => index);
  return [
    ...indexes
      .slice(head, paired)
      .flatMap(index => changeValue(file, step(index), wanted[index])),
    ...indexes
      .slice(Math.max(head, paired), entries.length - tail)
      .flatMap(index => removeEntry(file, [step(index)], 'keep')),
    ...insertEntries(
      file,
      seq,
      Math.max(head, paired),
      wanted
        .slice(Math.max(head, paired), wanted.length - tail)
        .map(value => ({ value })),
    ),
  ];
}

/** A tag says how a value is read: another value may not fit it. */
function refuseTag(file: YamlFile, { value }: Entry, wanted: EditValue): void {
  const tag = value && !isAlias(value) ? value.tag : undefined;
  const start = value?.range?.[0] ?? 0;
  const fits = tag === 'tag:yaml.org,2002:str' && typeof wanted === 'string';
  if (tag && !fits) {
    throw conflict(
      file.text,
      start,
      `the value has the tag ${tag}`,
      'change it by hand, or take the tag away first',
    );
  }
}

function refuseDuplicates(file: YamlFile, entries: Entry[]): void {
  const seen = new Set<string>();
  for (const { key, start } of entries) {
    if (key !== undefined && seen.has(key)) {
      throw conflict(
        file.text,
        start,
        `the key ${JSON.stringify(key)} is there twice`,
        'leave one of them',
      );
    }
    seen.add(key ?? '');
  }
}
