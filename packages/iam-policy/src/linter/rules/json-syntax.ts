import type { Rule } from '../context';

/** One slip makes the reader stumble over what follows; nobody reads a hundred echoes. */
const MOST = 100;

/** Text that is no JSON, and keys that stand in an object twice. */
export const jsonSyntax: Rule = context =>
  context.mistakes.slice(0, MOST).map(({ message, start, end, path }) => {
    const place = context.placeAt(start, end, path);
    return {
      rule: 'json-syntax',
      severity: 'error',
      place,
      message: `This is no JSON that IAM takes: ${message}. Nothing of the policy works until it is.`,
      correction: correctionOf(context.text, message, start, end),
      source:
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html#troubleshoot_policies-error-json',
    };
  });

function correctionOf(
  text: string,
  message: string,
  start: number,
  end: number,
) {
  const written = text.slice(start, end);
  if (message === 'comma expected') {
    return { start, end: start, text: ',' };
  }
  if (message === 'colon expected') {
    return { start, end: start, text: ':' };
  }
  if (message.endsWith('would count')) {
    return { start, end, text: JSON.stringify('<another-name-than-before>') };
  }
  if (message === 'close brace expected') {
    return { start, end: start, text: '}' };
  }
  if (message === 'close bracket expected') {
    return { start, end: start, text: ']' };
  }
  if (message === 'invalid comment token') {
    return { start, end, text: '' };
  }
  if (message === 'property name expected' || message === 'value expected') {
    const comma = text.slice(0, start).search(/,\s*$/);
    if (comma >= 0) {
      return { start: comma, end: comma + 1, text: '' };
    }
  }
  return /^\w+$/.test(written)
    ? { start, end, text: JSON.stringify(written) }
    : { start, end, text: written };
}
