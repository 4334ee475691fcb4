import { InputError } from '@backstage/errors';
import { Document, Scalar, visit } from 'yaml';
import type { KubernetesObject } from '../kubernetes/types';

const style = {
  // What a YAML 1.1 reader (kubectl, Helm, Argo CD) would take for a number, a boolean or null is quoted too.
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
  lineWidth: 0,
  indentSeq: false,
  blockQuote: 'literal',
} as const;

/** White space at an end, or a character that does not show: such a text is written in double quotes, where all is told. */
const NEEDS_QUOTES =
  /^\s|[^\S\n]$|\n\n$|(?!\n)\p{Cc}|[\u2028\u2029\ufeff\ufffe\uffff]/u;

/** Readers in Go refuse these unescaped, or drop them. The printer of `yaml` leaves them as they are. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** One half of a surrogate pair alone: no text that UTF-8 can carry. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Prints data as one YAML document: block style, keys in their order, texts of several lines as literal blocks. Readers of YAML 1.1
 * and 1.2 read the same data back.
 *
 * @throws InputError where a text cannot be written as UTF-8
 */
export function printYaml(data: unknown): string {
  const document = new Document(data, style);
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'string') {
        return;
      }
      if (LONE_SURROGATE.test(scalar.value)) {
        throw new InputError(
          'A text holds one half of a surrogate pair: write whole characters',
        );
      }
      if (NEEDS_QUOTES.test(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document
    .toString(style)
    .replace(
      UNPRINTABLE,
      character =>
        `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** Prints objects as one file of several documents, in their order. */
export function printManifests(objects: KubernetesObject[]): string {
  return objects.map(printYaml).join('---\n');
}
