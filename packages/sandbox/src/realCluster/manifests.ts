import { stringify } from 'yaml';
import { rancherCrds, rancherSeeds } from '../rancher';

/** Rancher's types, as YAML for kubectl. */
export function typesManifest(): string {
  return rancherCrds.map(crd => stringify(crd)).join('---\n');
}

/** The sandbox's clusters, people and roles, and the namespaces they need, as YAML for kubectl. */
export function objectsManifest(now: Date): string {
  const { namespaces, objects } = rancherSeeds(now);
  return [
    ...[...namespaces, 'cluster-self-service'].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
    ...objects,
  ]
    .map(object => stringify(object))
    .join('---\n');
}
