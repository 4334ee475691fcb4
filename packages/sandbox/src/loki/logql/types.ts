/** How a label is compared with text. `=~` and `!~` match the whole value. */
export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  label: string;
  operator: MatchOperator;
  value: string;
  matches(value: string): boolean;
}

/** How a line is searched for text. `|~` and `!~` match anywhere in it. */
export type LineOperator = '|=' | '!=' | '|~' | '!~';

export type NumberOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

export type LabelFilter =
  | { kind: 'and' | 'or'; left: LabelFilter; right: LabelFilter }
  | { kind: 'text'; matcher: Matcher }
  | { kind: 'number'; label: string; operator: NumberOperator; value: number };

export type Stage =
  | {
      kind: 'line';
      operator: LineOperator;
      tests: Array<(line: string) => boolean>;
    }
  | { kind: 'json' }
  | { kind: 'labels'; filter: LabelFilter };

/** A parsed log query: which streams, then what happens to each of their lines. */
export interface LogQuery {
  selector: Matcher[];
  pipeline: Stage[];
}

/** The query is not LogQL, or not the part of LogQL that the sandbox speaks. */
export class ParseError extends Error {
  /** @param position - 1-based; without one the complaint is about the query as a whole */
  constructor(message: string, position?: { line: number; column: number }) {
    super(
      position
        ? `parse error at line ${position.line}, col ${position.column}: ${message}`
        : `parse error : ${message}`,
    );
    this.name = 'ParseError';
  }
}
