import { roleTemplates } from './roleTemplates';
import { rancherNamespaces, seeds } from './seeds';

/** What the sandbox's Rancher holds when it is new, as plain objects for another cluster. */
export function rancherSeeds(now: Date): {
  namespaces: string[];
  objects: Array<Record<string, unknown>>;
} {
  return {
    namespaces: rancherNamespaces,
    objects: [...roleTemplates, ...seeds(now)],
  };
}
