import { conflict, shown } from '../conflict';
import { lineEnd } from '../text';
import {
  bracketChange,
  isSign,
  MAX_DEPTH,
  tokenize,
  type Token,
} from './lexer';

/** `name = value`: the value ends before a comment behind it. */
export interface HclAttribute {
  kind: 'attribute';
  name: string;
  start: number;
  valueStart: number;
  end: number;
}

/** `type "label" { … }`, its braces at `open` and `end - 1`. */
export interface HclBlock {
  kind: 'block';
  /** Type and labels, without quotes. */
  head: string[];
  start: number;
  open: number;
  end: number;
  items: HclItem[];
}

export type HclItem = HclAttribute | HclBlock;

class Parser {
  private readonly tokens: Token[];
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  body(): HclItem[] {
    const items: HclItem[] = [];
    for (;;) {
      this.skipEmpty();
      const token = this.tokens.at(this.at);
      if (this.at >= this.tokens.length || !token || this.isNext('}')) {
        return items;
      }
      items.push(this.item(token));
    }
  }

  expectEnd(): void {
    if (this.at < this.tokens.length) {
      throw this.unexpected();
    }
  }

  private item(first: Token): HclItem {
    if (first.type !== 'name') {
      throw this.unexpected();
    }
    const { start } = first;
    const name = this.text.slice(start, first.end);
    this.at++;
    if (this.isNext('=')) {
      this.at++;
      return { kind: 'attribute', name, start, ...this.value() };
    }
    return this.block(start, name);
  }

  private block(start: number, type: string): HclBlock {
    const head = [type];
    while (!this.isNext('{')) {
      const label = this.tokens.at(this.at);
      if (this.at >= this.tokens.length || !label || !isLabel(label)) {
        throw this.unexpected();
      }
      const text = this.text.slice(label.start, label.end);
      head.push(label.type === 'text' ? text.slice(1, -1) : text);
      this.at++;
    }
    const open = this.tokens[this.at].start;
    if (this.depth >= MAX_DEPTH) {
      throw this.unexpected();
    }
    this.at++;
    this.depth++;
    const items = this.body();
    this.depth--;
    if (!this.isNext('}')) {
      throw this.unexpected();
    }
    const { end } = this.tokens[this.at];
    this.at++;
    return { kind: 'block', head, start, open, end, items };
  }

  private value(): { valueStart: number; end: number } {
    const first = this.tokens.at(this.at);
    let depth = 0;
    let last: Token | undefined;
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at];
      const ends = token.type === 'newline' || isSign(this.text, token, '}');
      if (depth === 0 && ends) {
        break;
      }
      depth += bracketChange(this.text, token);
      if (token.type !== 'comment' && token.type !== 'newline') {
        last = token;
      }
      this.at++;
    }
    if (!first || !last || depth !== 0) {
      throw this.unexpected();
    }
    return { valueStart: first.start, end: last.end };
  }

  private skipEmpty(): void {
    while (['newline', 'comment'].includes(this.tokens[this.at]?.type)) {
      this.at++;
    }
  }

  private isNext(sign: string): boolean {
    return isSign(this.text, this.tokens[this.at], sign);
  }

  private unexpected() {
    const start = this.tokens[this.at]?.start ?? this.text.length;
    const found = this.text.slice(start, lineEnd(this.text, start));
    return conflict(
      this.text,
      start,
      `the file cannot be read as HCL: found ${shown(found) || 'its end'}`,
      'mend it first',
    );
  }
}

/**
 * Finds the attributes and blocks of a file.
 *
 * @throws ConflictError for what is no HCL
 */
export function parseHcl(text: string): HclItem[] {
  const parser = new Parser(text);
  const items = parser.body();
  parser.expectEnd();
  return items;
}

function isLabel({ type }: Token): boolean {
  return type === 'name' || type === 'text';
}
