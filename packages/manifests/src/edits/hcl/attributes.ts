import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { beginsLine } from '../brackets';
import { conflict, shown } from '../conflict';
import { lineBreak, lineEnd, type Splice } from '../text';
import type { EditResult } from '../types';
import { applyAligned } from './align';
import {
  findAttribute,
  findBody,
  marginAt,
  type HclBody,
  type HclPlace,
} from './find';
import type { HclAttribute } from './parser';
import { removeItem } from './remove';
import { saysTheSame } from './same';
import { printHclValue, type HclValue } from './values';

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** What {@link setHclAttribute} sets. */
export interface HclAttributeEdit extends HclPlace {
  value: HclValue;
  /** The value that has to be there now. Another one is a conflict, except the wanted one. */
  expect?: HclValue;
}

/**
 * Sets an attribute of a block, or of the file. A new one goes behind the last attribute.
 *
 * A file that `terraform fmt` would leave alone stays one: the lines around are aligned again. Others keep their ways.
 *
 * @throws ConflictError when there is no such block, or the file is no HCL
 * @throws InvalidFieldsError for a name or value that HCL cannot carry
 */
export function setHclAttribute(
  text: string,
  { value, expect, ...place }: HclAttributeEdit,
): EditResult {
  checkName(place.name);
  const newline = lineBreak(text);
  const body = findBody(text, place);
  const found = findAttribute(text, body, place.name);
  const margin = found ? marginAt(text, found.start) : marginIn(text, body);
  const printed = printHclValue(value, margin, newline, 'value');
  const present = found && text.slice(found.valueStart, found.end);
  if (present !== undefined && saysTheSame(present, printed)) {
    return { text, changed: false };
  }
  if (expect !== undefined) {
    refuseUnexpected(
      text,
      body,
      found,
      printHclValue(expect, margin, newline, 'expect'),
    );
  }
  return applyAligned(
    text,
    found
      ? [{ start: found.valueStart, end: found.end, text: printed }]
      : [insertAttribute(text, body, margin, `${place.name} = ${printed}`)],
  );
}

/** Removes an attribute with the comments behind it and right above it. Not there: nothing changes. */
export function removeHclAttribute(text: string, place: HclPlace): EditResult {
  const body = findBody(text, place);
  const found = findAttribute(text, body, place.name);
  return found
    ? applyAligned(text, [removeItem(text, body, found)])
    : { text, changed: false };
}

function insertAttribute(
  text: string,
  { items, block }: HclBody,
  margin: string,
  printed: string,
): Splice {
  const newline = lineBreak(text);
  const last = items.filter(({ kind }) => kind === 'attribute').at(-1);
  if (last) {
    refuseOneLine(text, last.start);
    const at = lineEnd(text, last.end);
    return { start: at, end: at, text: newline + margin + printed };
  }
  if (!block) {
    const at = text.length;
    const open = at > 0 && !text.endsWith('\n') ? newline : '';
    return { start: at, end: at, text: `${open}${printed}${newline}` };
  }
  if (items.length > 0) {
    refuseOneLine(text, items[0].start);
    const at = lineEnd(text, block.open);
    return {
      start: at,
      end: at,
      text: `${newline}${margin}${printed}${newline}`,
    };
  }
  const close = block.end - 1;
  const outer = marginAt(text, block.start);
  if (text.slice(block.open + 1, close).trim() === '') {
    const lines = `${newline}${margin}${printed}${newline}${outer}`;
    return { start: block.open + 1, end: close, text: lines };
  }
  const at = lineEnd(text, block.open);
  return { start: at, end: at, text: newline + margin + printed };
}

function marginIn(text: string, { items, block }: HclBody): string {
  const sibling =
    items.filter(({ kind }) => kind === 'attribute').at(-1) ?? items.at(0);
  if (sibling) {
    return marginAt(text, sibling.start);
  }
  const outer = block ? marginAt(text, block.start) : '';
  const step = /^\t/m.test(text) && !/^ {2}/m.test(text) ? '\t' : '  ';
  return block ? outer + step : outer;
}

function refuseOneLine(text: string, offset: number): void {
  if (!beginsLine(text, offset)) {
    throw conflict(
      text,
      offset,
      'a block on one line was found, which has room for one attribute',
      'write it over several lines first',
    );
  }
}

function refuseUnexpected(
  text: string,
  body: HclBody,
  found: HclAttribute | undefined,
  expected: string,
): void {
  const present = found && text.slice(found.valueStart, found.end);
  if (present === undefined || !saysTheSame(present, expected)) {
    throw conflict(
      text,
      found?.start ?? body.block?.start ?? 0,
      `${shown(expected)} was expected, found ${shown(present ?? 'nothing')}`,
      'look at the file again',
    );
  }
}

function checkName(name: string): void {
  if (!IDENTIFIER.test(name)) {
    throw new InvalidFieldsError([
      {
        path: 'name',
        message: 'use letters, digits, "_" and "-", a letter first',
      },
    ]);
  }
}
