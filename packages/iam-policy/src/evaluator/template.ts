import { compilePattern } from '../pattern';
import { type ContextValues } from './context';

/** A piece of a policy's text: as written, a character that stands for itself, or the value of a condition key. */
type Piece =
  | { written: string }
  | { literal: string }
  | { key: string; fallback?: string };

/** A text of a policy in which variables may stand. */
export interface Template {
  /** As it stands in the policy. */
  source: string;
  /** None where nothing has to be filled in. */
  pieces?: Piece[];
}

/** A piece with its value. In a literal one `*` and `?` stand for themselves. */
interface Filled {
  text: string;
  literal: boolean;
}

/**
 * `${*}`, `${?}`, `${$}`, `${key}` and `${key, 'default'}`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const VARIABLE = /\$\{(?:([*?$])|([^{}',]+)(?:, '([^']*)')?)\}/g;

/**
 * Reads the variables of a text.
 *
 * @param variables - whether the text may have any: language version 2012-10-17, in a resource or the value of a condition
 */
export function parseTemplate(source: string, variables: boolean): Template {
  if (!variables || !source.includes('${')) {
    return { source };
  }
  const pieces: Piece[] = [];
  let read = 0;
  for (const match of source.matchAll(VARIABLE)) {
    const [whole, literal, key, fallback] = match;
    pieces.push({ written: source.slice(read, match.index) });
    pieces.push(literal ? { literal } : { key: key.toLowerCase(), fallback });
    read = match.index + whole.length;
  }
  if (read === 0) {
    return { source };
  }
  pieces.push({ written: source.slice(read) });
  return { source, pieces };
}

/** The text with its variables filled in, wildcards as they stand; nothing where a variable has no value. */
export function fillTemplate(
  template: Template,
  context: ContextValues,
): string | undefined {
  return template.pieces
    ? fill(template.pieces, context)
        ?.map(({ text }) => text)
        .join('')
    : template.source;
}

/**
 * Makes a function that says whether a text matches a template with wildcards. Wildcards in the value of a variable stand for
 * themselves.
 *
 * @param compile - how a pattern without variables is compared
 */
export function templateMatcher(
  template: Template,
  compile: (pattern: string) => (text: string) => boolean = compilePattern,
): (text: string, context: ContextValues) => boolean {
  const { pieces } = template;
  if (!pieces) {
    return compile(template.source);
  }
  return (text, context) => {
    const filled = fill(pieces, context);
    if (!filled) {
      return false;
    }
    const [pattern, value] = hideLiteralWildcards(filled, text);
    return compile(pattern)(value);
  };
}

function fill(pieces: Piece[], context: ContextValues): Filled[] | undefined {
  const filled: Filled[] = [];
  for (const piece of pieces) {
    if ('written' in piece) {
      filled.push({ text: piece.written, literal: false });
    } else if ('literal' in piece) {
      filled.push({ text: piece.literal, literal: true });
    } else {
      // A key with several values cannot be a variable.
      const value = context.get(piece.key);
      const text = typeof value === 'string' ? value : piece.fallback;
      if (text === undefined) {
        return undefined;
      }
      filled.push({ text, literal: true });
    }
  }
  return filled;
}

/**
 * A pattern has no way to write a star that is only a star. So in the text and in the pattern's literal pieces stars and question
 * marks change places with two private characters that the policy does not write.
 */
function hideLiteralWildcards(
  pieces: Filled[],
  text: string,
): [pattern: string, text: string] {
  const pattern = pieces.map(piece => piece.text).join('');
  if (!pieces.some(piece => piece.literal && /[*?]/.test(piece.text))) {
    return [pattern, text];
  }
  const written = pieces
    .map(piece => (piece.literal ? '' : piece.text))
    .join('');
  const star = privateCharacter(written);
  const mark = privateCharacter(written + star);
  const places = new Map([
    ['*', star],
    [star, '*'],
    ['?', mark],
    [mark, '?'],
  ]);
  const change = (value: string) =>
    value.replace(/[*?\ue000-\uf8ff]/g, found => places.get(found) ?? found);
  return [
    pieces
      .map(piece => (piece.literal ? change(piece.text) : piece.text))
      .join(''),
    change(text),
  ];
}

/** A character of Unicode's private area that a text does not have. A policy that writes all 6,400 gets one of its own. */
function privateCharacter(text: string): string {
  for (let code = 0xe000; code <= 0xf8ff; code++) {
    const character = String.fromCharCode(code);
    if (!text.includes(character)) {
      return character;
    }
  }
  return '\ue000';
}
