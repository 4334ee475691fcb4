import { isSign, tokenize } from './lexer';

/** Whether two pieces of HCL say the same, written in whatever manner: white space, comments, closing commas, quoted keys. */
export function saysTheSame(one: string, other: string): boolean {
  return normal(one).join('\n') === normal(other).join('\n');
}

function normal(text: string): string[] {
  const tokens = tokenize(text).filter(({ type }) => type !== 'comment');
  const brackets: string[] = [];
  const result: string[] = [];
  tokens.forEach((token, index) => {
    const source = text.slice(token.start, token.end);
    const inBraces = brackets.at(-1) === '{';
    const separates = source === ',' || (token.type === 'newline' && inBraces);
    if (separates) {
      if (!['{', '[', '(', ','].includes(result.at(-1) ?? ',')) {
        result.push(',');
      }
      return;
    }
    if (token.type === 'newline') {
      return;
    }
    if (token.type === 'sign' && '([{'.includes(source)) {
      brackets.push(source);
    }
    if (token.type === 'sign' && ')]}'.includes(source)) {
      brackets.pop();
      if (result.at(-1) === ',') {
        result.pop();
      }
    }
    const isKey =
      isSign(text, tokens[index + 1], '=') ||
      isSign(text, tokens[index + 1], ':');
    if (inBraces && isKey && token.type === 'text') {
      result.push(
        source.replace(/^"([\p{ID_Start}_][\p{ID_Continue}-]*)"$/u, '$1'),
      );
    } else {
      result.push(inBraces && source === ':' ? '=' : source);
    }
  });
  return result;
}
