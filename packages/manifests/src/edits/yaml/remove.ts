import { isMap } from 'yaml';
import { removeFromBrackets, trimLeft } from '../brackets';
import { conflict } from '../conflict';
import { isBlank, lineStart, nextLine, wholeLines, type Splice } from '../text';
import { isFlow, rangeOf } from './entries';
import type { YamlFile } from './file';
import { bracketsOf, flowEntryEnd } from './flow';
import { isSpaced } from './insert';
import { beginsLine, commentStart, entryEnd } from './places';
import type { Step } from './walk';

/**
 * What becomes of a collection in block style that loses its last entry: `keep` leaves `[]` or `{}`, `null` leaves nothing behind
 * the key, `remove` takes the key too, and so on upwards. Brackets stay as empty brackets.
 */
export type WhenEmpty = 'keep' | 'null' | 'remove';

/** Takes out the entry that the last step points to, with its comments: behind it, in it, and on the lines right above it. */
export function removeEntry(
  file: YamlFile,
  steps: Step[],
  whenEmpty: WhenEmpty,
): Splice[] {
  const step = steps[steps.length - 1];
  const alone = step.entries.length === 1;
  if (alone && climbs(steps, whenEmpty)) {
    return removeEntry(file, steps.slice(0, -1), whenEmpty);
  }
  refuseSharedIn(file, step);
  if (isFlow(step.collection)) {
    return removeFlow(file.text, step);
  }
  return alone
    ? removeOnly(file.text, step, steps.at(-2), whenEmpty)
    : [removeBlock(file.text, step)];
}

/**
 * @throws ConflictError when something in the entry has an anchor that an alias outside of it stands for
 */
export function refuseSharedIn(file: YamlFile, { entry }: Step): void {
  const end = flowEntryEnd(entry);
  for (const [node, aliases] of file.shared) {
    const [start] = rangeOf(node);
    const inside = start >= entry.start && start <= end;
    if (inside && aliases.some(alias => alias < entry.start || alias >= end)) {
      throw conflict(
        file.text,
        start,
        `the anchor &${node.anchor} is in what would go, and aliases elsewhere stand for it`,
        'write the value out where the aliases are first',
      );
    }
  }
}

function climbs(steps: Step[], whenEmpty: WhenEmpty): boolean {
  const parent = steps.at(-2);
  const { collection } = steps[steps.length - 1];
  return (
    whenEmpty === 'remove' &&
    parent !== undefined &&
    (!isFlow(collection) || isFlow(parent.collection))
  );
}

function removeBlock(text: string, { entries, index, entry }: Step): Splice {
  const end = entryEnd(text, entry);
  if (!beginsLine(text, entry)) {
    const next = entries[index + 1];
    const comments = text.slice(end, next.start).includes('#');
    return comments
      ? { start: trimLeft(text, entry.start), end, text: '' }
      : { start: entry.start, end: next.start, text: '' };
  }
  const spaced = isSpaced(text, entries);
  if (index === 0) {
    // The comment above the first entry may speak of them all.
    const below = nextLine(text, end);
    const last = spaced && isBlank(text, below) ? below : end;
    return wholeLines(text, lineStart(text, entry.start), last);
  }
  let start = commentStart(text, entry);
  const floor = nextLine(text, entryEnd(text, entries[index - 1]));
  const below = nextLine(text, end);
  const loose = spaced || below === text.length || isBlank(text, below);
  if (loose && start > floor && isBlank(text, start - 1)) {
    start = lineStart(text, start - 1);
  }
  return wholeLines(text, start, end);
}

function removeOnly(
  text: string,
  { collection, entry }: Step,
  parent: Step | undefined,
  whenEmpty: WhenEmpty,
): Splice[] {
  const empty = isMap(collection) ? '{}' : '[]';
  const end = entryEnd(text, entry);
  if (!beginsLine(text, entry)) {
    return whenEmpty === 'keep'
      ? [{ start: entry.start, end, text: empty }]
      : [{ start: trimLeft(text, entry.start), end, text: '' }];
  }
  const start = commentStart(text, entry);
  if (whenEmpty !== 'keep') {
    return [wholeLines(text, start, end)];
  }
  const at = parent?.entry.valueStart;
  return at === undefined
    ? [{ start, end, text: empty }]
    : [{ start: at, end: at, text: ` ${empty}` }, wholeLines(text, start, end)];
}

function removeFlow(
  text: string,
  { collection, entries, index, entry }: Step,
): Splice[] {
  return removeFromBrackets(
    text,
    bracketsOf(text, collection, entries),
    index,
    index > 0 ? commentStart(text, entry) : lineStart(text, entry.start),
  );
}
