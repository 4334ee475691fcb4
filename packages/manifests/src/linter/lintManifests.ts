import type { Finding } from '@cluster-self-service/iam-policy';
import { defaultOrganisation, type Organisation } from '../organisation';
import { type Manifest, readManifests } from './manifest';
import { manifestRules } from './rules';
import { inOrder, linesOf, toFinding } from './source';

/**
 * Looks through Kubernetes manifests as they are in a file.
 *
 * @param text - YAML, one or more documents
 * @param options.others - texts of other files that go to the same namespace, applied before this one
 */
export function lintManifests(
  text: string,
  options: { organisation?: Organisation; others?: string[] } = {},
): Finding[] {
  const { organisation = defaultOrganisation, others = [] } = options;
  return lintBeside(
    text,
    others.flatMap(other => readManifests(other).manifests),
    organisation,
  );
}

/** As {@link lintManifests}, beside manifests that are read already. */
export function lintBeside(
  text: string,
  others: Manifest[],
  organisation: Organisation,
): Finding[] {
  const { manifests, errors } = readManifests(text);
  const lines = linesOf(text);
  const surroundings = { others: [...others, ...manifests], organisation };
  return inOrder(
    [
      ...errors.map(({ message, range }) => ({
        rule: 'yaml-syntax',
        severity: 'error' as const,
        range,
        message,
        correction: { ...range, text: text.slice(range.start, range.end) },
        source: 'https://yaml.org/spec/1.2.2/',
      })),
      ...manifests.flatMap(manifest =>
        manifestRules.flatMap(rule => rule(manifest, surroundings)),
      ),
    ].map(remark => toFinding(lines, remark)),
  );
}
