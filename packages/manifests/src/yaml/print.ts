import { Document, stringify } from 'yaml';
import type { KubernetesObject } from '../kubernetes/types';

const style = {
  // What a YAML 1.1 reader (kubectl, Helm, Argo CD) would take for a number, a boolean or null is quoted too.
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
  lineWidth: 0,
  indentSeq: false,
  blockQuote: 'literal',
} as const;

/** Prints data as one YAML document: block style, keys in their order, texts of several lines as literal blocks. */
export function printYaml(data: unknown): string {
  return stringify(data, style);
}

/** Prints objects as one file of several documents, in their order. */
export function printManifests(objects: KubernetesObject[]): string {
  return objects
    .map(object => new Document(object, style).toString(style))
    .join('---\n');
}
