import { InputError } from '@backstage/errors';
import { align, type AssignedLine } from './align';
import {
  type Attribute,
  Block,
  type Body,
  type BodyItem,
  Comment,
} from './document';
import { Heredoc } from './expressions';
import { printExpression } from './printExpression';
import { checkText, escapeMarkers } from './text';

const CONTROL = /[^\P{Cc}\n\t]/u;

/**
 * Prints a file, byte for byte as `terraform fmt` leaves it: two spaces a level, `=` of neighbours one below the other, an empty
 * line around each block.
 *
 * @throws InputError when HCL cannot carry a text
 */
export function printHcl(body: Body): string {
  return printBody(body, 0);
}

function printBody(body: Body, indent: number): string {
  return paragraphs(body)
    .map(items => printParagraph(items, indent))
    .join('\n');
}

/** Each block, with the comment before it, is a paragraph, and so is each run of attributes between blocks. */
function paragraphs(body: Body): BodyItem[][] {
  const result: BodyItem[][] = [];
  let attributes: BodyItem[] = [];
  let comments: Comment[] = [];
  const endRun = () => {
    if (attributes.length > 0) {
      result.push(attributes);
      attributes = [];
    }
  };
  for (const item of body) {
    if (item instanceof Comment) {
      comments.push(item);
      continue;
    }
    if (item instanceof Block) {
      endRun();
      result.push([...comments, item]);
    } else {
      attributes.push(...comments, item);
    }
    comments = [];
  }
  attributes.push(...comments);
  endRun();
  return result;
}

function printParagraph(items: BodyItem[], indent: number): string {
  let text = '';
  let run: AssignedLine[] = [];
  const endRun = () => {
    text += align(run, indent);
    run = [];
  };
  for (const item of items) {
    if (item instanceof Block) {
      endRun();
      text += printBlock(item, indent);
    } else if (item instanceof Comment) {
      endRun();
      text += printComment(item, indent);
    } else {
      run.push(assignedLine(item, indent));
    }
  }
  endRun();
  return text;
}

function assignedLine(
  { name, value }: Attribute,
  indent: number,
): AssignedLine {
  return value instanceof Heredoc
    ? { name, value: printHeredoc(value), keepsAlignment: true }
    : { name, value: printExpression(value, indent) };
}

function printBlock({ type, labels, body }: Block, indent: number): string {
  const margin = ' '.repeat(indent);
  const head = [type, ...labels.map(label => `"${label}"`)].join(' ');
  return body.length === 0
    ? `${margin}${head} {}\n`
    : `${margin}${head} {\n${printBody(body, indent + 2)}${margin}}\n`;
}

function printComment({ text }: Comment, indent: number): string {
  checkRawText(text);
  return text
    .split('\n')
    .map(line => `${' '.repeat(indent)}${`# ${line}`.trimEnd()}\n`)
    .join('');
}

/** The delimiter is one that no line of the text is. */
function printHeredoc({ text }: Heredoc): string {
  checkRawText(text);
  if (!text.endsWith('\n')) {
    throw new InputError('a heredoc has to end with a line break');
  }
  const lines = text.split('\n').map(line => line.trim());
  let delimiter = 'EOT';
  while (lines.includes(delimiter)) {
    delimiter += '_';
  }
  return `<<${delimiter}\n${escapeMarkers(text)}${delimiter}`;
}

/** Comments and heredocs know no escapes. */
function checkRawText(text: string): void {
  checkText(text);
  if (CONTROL.test(text)) {
    throw new InputError(
      'comments and heredocs cannot carry control characters',
    );
  }
}
