import { applySplices, type Splice } from '../text';
import type { EditResult } from '../types';
import { bracketChange, isSign, tokenize, type Token } from './lexer';

/** A line as `terraform fmt` looks at it; a heredoc makes one line of many. */
interface Line {
  start: number;
  end: number;
  /** Behind what stands before the `=`, or before the comment of a line without one. */
  leadEnd: number;
  /** The `=` of an assignment that is whole on this line. */
  assign?: Token;
  /** The `=` of one that goes on below: it stands for itself. */
  opens?: Token;
  /** Behind the assignment. */
  assignEnd: number;
  /** A comment behind something. */
  comment?: Token;
}

/**
 * Puts splices in. Where the lines around them had their `=` and comments one below the other, they have again.
 *
 * A file that is not aligned stays as it is, but for the splices.
 */
export function applyAligned(text: string, splices: Splice[]): EditResult {
  const result = applySplices(text, splices);
  if (!result.changed) {
    return result;
  }
  const [start, oldEnd, newEnd] = difference(text, result.text);
  const before = linesOf(text);
  const wrong = misaligned(text, before);
  const group = neighbours(before, start, oldEnd);
  const wasAligned = !wrong.some(({ line }) => group.includes(line));
  const onPurpose = wrong.length === 0 || group.some(isPadded);
  if (!wasAligned || !onPurpose) {
    return result;
  }
  const after = linesOf(result.text);
  const touched = neighbours(after, start, newEnd);
  const mended = misaligned(result.text, after)
    .filter(({ line }) => touched.includes(line))
    .map(({ splice }) => splice);
  return { ...applySplices(result.text, mended), changed: true };
}

/** Start of the first line that differs, and the ends of the last ones. */
function difference(one: string, other: string): [number, number, number] {
  let start = 0;
  while (start < one.length && one[start] === other[start]) {
    start++;
  }
  let same = 0;
  const most = Math.min(one.length, other.length) - start;
  while (same < most && one.at(-1 - same) === other.at(-1 - same)) {
    same++;
  }
  return [start, one.length - same, other.length - same];
}

/** Lines that the stretch touches, and those before and behind them that are aligned with each other. */
function neighbours(lines: Line[], start: number, end: number): Line[] {
  let first = lines.findIndex(line => line.end >= start);
  let last = lines.findLastIndex(line => line.start <= end);
  if (first === -1) {
    first = lines.length;
  }
  while (first > 0 && hasCells(lines[first - 1])) {
    first--;
  }
  while (last < lines.length - 1 && hasCells(lines[last + 1])) {
    last++;
  }
  return lines.slice(first, last + 1);
}

function hasCells({ assign, comment }: Line): boolean {
  return assign !== undefined || comment !== undefined;
}

function isPadded({ assign, leadEnd }: Line): boolean {
  return assign !== undefined && assign.start - leadEnd > 1;
}

/**
 * Places that `terraform fmt` would align.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go formatCells
 */
function misaligned(
  text: string,
  lines: Line[],
): Array<{ line: Line; splice: Splice }> {
  const wrong: Array<{ line: Line; splice: Splice }> = [];
  const want = (line: Line, from: number, to: number, spaces: number) => {
    if (to - from !== spaces) {
      const splice = { start: from, end: to, text: ' '.repeat(spaces) };
      wrong.push({ line, splice });
    }
  };
  const shift = new Map<Line, number>();
  for (const line of lines.filter(({ opens }) => opens !== undefined)) {
    want(line, line.leadEnd, line.opens?.start ?? line.leadEnd, 1);
  }
  for (const chain of chains(lines, ({ assign }) => assign !== undefined)) {
    const widths = chain.map(({ start, leadEnd }) =>
      width(text, start, leadEnd),
    );
    const most = Math.max(...widths);
    chain.forEach((line, index) => {
      const equals = line.assign?.start ?? line.leadEnd;
      const spaces = most - widths[index] + 1;
      want(line, line.leadEnd, equals, spaces);
      shift.set(line, spaces - (equals - line.leadEnd));
    });
  }
  for (const chain of chains(lines, ({ comment }) => comment !== undefined)) {
    const widths = chain.map(
      line => width(text, line.start, line.assignEnd) + (shift.get(line) ?? 0),
    );
    const most = Math.max(...widths);
    chain.forEach((line, index) =>
      want(
        line,
        line.assignEnd,
        line.comment?.start ?? line.assignEnd,
        most - widths[index] + 1,
      ),
    );
  }
  return wrong;
}

function chains(lines: Line[], belongs: (line: Line) => boolean): Line[][] {
  const result: Line[][] = [];
  let chain: Line[] | undefined;
  for (const line of lines) {
    if (!belongs(line)) {
      chain = undefined;
    } else if (chain) {
      chain.push(line);
    } else {
      chain = [line];
      result.push(chain);
    }
  }
  return result;
}

function width(text: string, start: number, end: number): number {
  return [...text.slice(start, end)].length;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let tokens: Token[] = [];
  let start = 0;
  const endLine = (end: number) => {
    lines.push(lineOf(text, tokens, start, end));
    tokens = [];
  };
  for (const token of tokenize(text)) {
    if (token.type === 'newline') {
      endLine(token.start);
      start = token.end;
    } else {
      tokens.push(token);
    }
  }
  endLine(text.length);
  return lines;
}

function lineOf(
  text: string,
  tokens: Token[],
  start: number,
  end: number,
): Line {
  const last = tokens.at(-1);
  const comment =
    tokens.length > 1 && last?.type === 'comment' ? last : undefined;
  const code = comment ? tokens.slice(0, -1) : tokens;
  const equals = code.findIndex(
    (token, index) => index > 0 && isSign(text, token, '='),
  );
  const open = code
    .slice(Math.max(equals, 0))
    .reduce((depth, token) => depth + bracketChange(text, token), 0);
  const sign = equals === -1 ? undefined : code[equals];
  const assign = open === 0 ? sign : undefined;
  const codeEnd = code.at(-1)?.end ?? start;
  return {
    start,
    end,
    assign,
    opens: assign ? undefined : sign,
    leadEnd: sign ? code[equals - 1].end : codeEnd,
    assignEnd: codeEnd,
    comment,
  };
}
