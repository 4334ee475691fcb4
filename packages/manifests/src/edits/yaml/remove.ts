import { isMap } from 'yaml';
import { conflict } from '../conflict';
import { lineStart, nextLine, type Splice } from '../text';
import { isFlow, rangeOf } from './entries';
import type { YamlFile } from './file';
import { commaBehind, flowEntryEnd, isSpaced } from './insert';
import { beginsLine, commentStart, entryEnd, isBlank } from './places';
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

/** From the start of a line to the end of one; at the end of a file without a last line break the one above goes. */
function wholeLines(text: string, start: number, end: number): Splice {
  const next = nextLine(text, end);
  const unfinished = next === text.length && !text.endsWith('\n');
  if (!unfinished || start <= 1) {
    return { start, end: next, text: '' };
  }
  const above = text[start - 2] === '\r' ? start - 2 : start - 1;
  return { start: above, end: next, text: '' };
}

function removeFlow(
  text: string,
  { collection, entries, index, entry }: Step,
): Splice[] {
  const close = rangeOf(collection)[1] - 1;
  const next = entries.at(index + 1);
  const previous = index > 0 ? entries[index - 1] : undefined;
  const end = flowEntryEnd(entry);
  const comma = commaBehind(text, end, next ? next.start : close);
  const behind = comma === undefined ? end : comma + 1;
  const restOfLine = text.slice(behind, nextLine(text, behind));
  if (beginsLine(text, entry) && /^\s*(#|$)/.test(restOfLine)) {
    const start =
      index > 0 ? commentStart(text, entry) : lineStart(text, entry.start);
    const line = { start, end: nextLine(text, behind), text: '' };
    const before =
      previous && commaBehind(text, flowEntryEnd(previous), entry.start);
    return comma === undefined && before !== undefined
      ? [{ start: before, end: before + 1, text: '' }, line]
      : [line];
  }
  if (next) {
    return [{ start: entry.start, end: next.start, text: '' }];
  }
  if (previous) {
    return comma === undefined
      ? [{ start: flowEntryEnd(previous), end, text: '' }]
      : [{ start: trimLeft(text, entry.start), end: behind, text: '' }];
  }
  const toClose = /^[ \t]*$/.test(text.slice(behind, close));
  return [{ start: entry.start, end: toClose ? close : behind, text: '' }];
}

function trimLeft(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') {
    start--;
  }
  return start;
}
