import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../kubernetes';
import { assertValid } from '../validation';
import { printManifests } from '../yaml';

/**
 * Expects that objects made of a hostile text, unless they were refused, are valid, come out of their YAML as they went in, and
 * hold the text.
 *
 * @param text - as the objects must hold it, part of a longer text or not
 */
export function expectCarried(
  objects: KubernetesObject[] | undefined,
  text: string,
): void {
  if (!objects) {
    return;
  }
  assertValid(objects);
  expect(
    parseAllDocuments(printManifests(objects)).map(document => document.toJS()),
  ).toEqual(objects);
  expect(JSON.stringify(objects)).toContain(JSON.stringify(text).slice(1, -1));
}
