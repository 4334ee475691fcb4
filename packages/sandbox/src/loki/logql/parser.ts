import { type Token, type TokenKind, tokenize } from './lexer';
import { createLineTest, createMatcher } from './matchers';
import {
  type LabelFilter,
  type LineOperator,
  type LogQuery,
  type MatchOperator,
  type Matcher,
  type NumberOperator,
  ParseError,
  type Stage,
} from './types';

const EMPTY_COMPATIBLE =
  'queries require at least one regexp or equality matcher that does not have an empty-compatible value. ' +
  'For instance, app=~".*" does not meet this requirement, but app=~".+" will';

const LINE_OPERATORS: readonly LineOperator[] = ['|=', '!=', '|~', '!~'];
const MATCH_OPERATORS: readonly MatchOperator[] = ['=', '!=', '=~', '!~'];
const NUMBER_OPERATORS: readonly NumberOperator[] = [
  '==',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
];

class Parser {
  #next = 0;

  constructor(private readonly tokens: Token[]) {}

  logQuery(): LogQuery {
    const selector = this.#selector();
    const pipeline: Stage[] = [];
    while (!this.#is('$end')) {
      pipeline.push(this.#stage());
    }
    // Whether one matcher can only be met by a stream that has the label; else every stream would be read.
    if (!selector.some(matcher => !matcher.matches(''))) {
      throw new ParseError(EMPTY_COMPATIBLE);
    }
    return { selector, pipeline };
  }

  #selector(): Matcher[] {
    this.#expect('operator', '{');
    const matchers: Matcher[] = [];
    while (!this.#accept('}')) {
      if (matchers.length > 0) {
        this.#expect('operator', ',');
      }
      const label = this.#expect('IDENTIFIER').text;
      const operator = this.#operator(MATCH_OPERATORS);
      matchers.push(
        createMatcher(label, operator, this.#expect('STRING').text),
      );
    }
    return matchers;
  }

  #stage(): Stage {
    const operator = LINE_OPERATORS.find(each => this.#accept(each));
    if (operator) {
      const tests = [createLineTest(operator, this.#expect('STRING').text)];
      while (this.#acceptWord('or')) {
        tests.push(createLineTest(operator, this.#expect('STRING').text));
      }
      return { kind: 'line', operator, tests };
    }
    this.#expect('operator', '|');
    if (this.#acceptWord('json')) {
      return { kind: 'json' };
    }
    if (this.#is('IDENTIFIER') && !this.#isComparisonNext()) {
      throw new ParseError(
        `the sandbox's Loki knows the stage json only, not ${
          this.#peek().text
        }`,
        this.#peek(),
      );
    }
    return { kind: 'labels', filter: this.#or() };
  }

  #or(): LabelFilter {
    let left = this.#and();
    while (this.#acceptWord('or')) {
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): LabelFilter {
    let left = this.#unary();
    // Filters side by side mean `and` too.
    while (
      this.#acceptWord('and') ||
      this.#accept(',') ||
      this.#is('operator', '(') ||
      (this.#is('IDENTIFIER') && !this.#is('IDENTIFIER', 'or'))
    ) {
      left = { kind: 'and', left, right: this.#unary() };
    }
    return left;
  }

  #unary(): LabelFilter {
    if (this.#accept('(')) {
      const filter = this.#or();
      this.#expect('operator', ')');
      return filter;
    }
    const label = this.#expect('IDENTIFIER').text;
    const text = MATCH_OPERATORS.find(each => this.#is('operator', each));
    if (text && this.tokens[this.#next + 1].kind === 'STRING') {
      this.#next += 1;
      return {
        kind: 'text',
        matcher: createMatcher(label, text, this.#expect('STRING').text),
      };
    }
    const operator = this.#accept('=')
      ? '=='
      : this.#operator(NUMBER_OPERATORS);
    return {
      kind: 'number',
      label,
      operator,
      value: Number(this.#expect('NUMBER').text),
    };
  }

  #operator<T extends string>(known: readonly T[]): T {
    const operator = known.find(each => this.#accept(each));
    return operator ?? this.#unexpected();
  }

  #peek(): Token {
    return this.tokens[this.#next];
  }

  #is(kind: TokenKind, text?: string): boolean {
    const token = this.#peek();
    return token.kind === kind && (text === undefined || token.text === text);
  }

  #isComparisonNext(): boolean {
    const token = this.tokens[this.#next + 1];
    return (
      token.kind === 'operator' &&
      [...MATCH_OPERATORS, ...NUMBER_OPERATORS].some(
        each => each === token.text,
      )
    );
  }

  #accept(operator: string): boolean {
    const found = this.#is('operator', operator);
    this.#next += found ? 1 : 0;
    return found;
  }

  #acceptWord(word: string): boolean {
    const found = this.#is('IDENTIFIER', word);
    this.#next += found ? 1 : 0;
    return found;
  }

  #expect(kind: TokenKind, text?: string): Token {
    if (!this.#is(kind, text)) {
      this.#unexpected(text ?? kind);
    }
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #unexpected(expected?: string): never {
    const token = this.#peek();
    const found = token.kind === 'operator' ? token.text : token.kind;
    throw new ParseError(
      `syntax error: unexpected ${found}${
        expected ? `, expecting ${expected}` : ''
      }`,
      token,
    );
  }
}

/**
 * Parses a log query. Metric queries and stages other than `json` are refused with a message that says so.
 *
 * @throws ParseError with Loki's text and position
 */
export function parseLogQuery(query: string): LogQuery {
  const parser = new Parser(tokenize(query));
  return parser.logQuery();
}

/** Parses a stream selector on its own, as the series endpoint takes it. */
export function parseSelector(selector: string): Matcher[] {
  const { selector: matchers, pipeline } = parseLogQuery(selector);
  if (pipeline.length > 0) {
    throw new ParseError('only label matchers are supported');
  }
  return matchers;
}
