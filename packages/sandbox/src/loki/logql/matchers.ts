import {
  type LineOperator,
  type MatchOperator,
  type Matcher,
  ParseError,
} from './types';

/** @throws ParseError where `=~` or `!~` is given what is no regular expression */
export function createMatcher(
  label: string,
  operator: MatchOperator,
  value: string,
): Matcher {
  return { label, operator, value, matches: textTest(operator, value) };
}

function textTest(
  operator: MatchOperator,
  value: string,
): (text: string) => boolean {
  switch (operator) {
    case '=':
      return text => text === value;
    case '!=':
      return text => text !== value;
    default: {
      const pattern = compile(value, body => `^(?:${body})$`);
      return operator === '=~'
        ? text => pattern.test(text)
        : text => !pattern.test(text);
    }
  }
}

/** Whether one search text is found in a line, before a `!` turns the answer round. */
export function createLineTest(
  operator: LineOperator,
  text: string,
): (line: string) => boolean {
  if (operator === '|=' || operator === '!=') {
    return line => line.includes(text);
  }
  const pattern = compile(text, body => body);
  return line => pattern.test(line);
}

/**
 * Loki's regular expressions are RE2's; what people write in queries means the same here, but for flags at the
 * beginning (`(?i)`), which are translated. A dot matches line breaks, as in Loki.
 */
function compile(source: string, wrap: (body: string) => string): RegExp {
  const leading = /^\(\?([ims]+)\)/.exec(source);
  const flags = new Set(['s', ...(leading?.[1] ?? '')]);
  try {
    return new RegExp(
      wrap(source.slice(leading?.[0].length ?? 0)),
      [...flags].join(''),
    );
  } catch {
    // What is wrong is told in the engine's own words by Loki too; only the beginning is the same.
    throw new ParseError(`error parsing regexp: \`${source}\``);
  }
}
