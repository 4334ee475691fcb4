import type { Node } from 'jsonc-parser';
import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';

/** Runs of what IAM does not take: control characters, and all that is beyond Latin letters. */
const UNSUPPORTED = /[^\x20-\xff]+/gu;

/** Letters of other alphabets, which only look alike, and line breaks inside of names. */
export const unsupportedCharacter: Rule = context =>
  textsIn(context.root).map(({ node, text }) => {
    const [first] = text.match(UNSUPPORTED) ?? [''];
    const code = (first.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return finding(
      context,
      {
        rule: 'unsupported-character',
        severity: 'error',
        source:
          'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html',
      },
      node,
      `Here stands the character U+${code.padStart(
        4,
        '0',
      )}. IAM takes none beyond U+00FF, and no name of AWS has a line break or a letter of another alphabet, even one that looks the same.`,
      replaceNode(node, text.replace(UNSUPPORTED, '<characters>')),
    );
  });

function textsIn(node: Node | undefined): Array<{ node: Node; text: string }> {
  if (node?.type === 'string') {
    const text = String(node.value);
    return text.search(UNSUPPORTED) < 0 ? [] : [{ node, text }];
  }
  return (node?.children ?? []).flatMap(textsIn);
}
