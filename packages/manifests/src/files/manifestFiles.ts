import type { KubernetesObject } from '../kubernetes/types';
import { kustomization } from '../kustomize';
import { assertValid } from '../validation';
import { printManifests } from '../yaml';
import type { GeneratedFile } from './types';

/**
 * Objects as files of one folder, with the `kustomization.yaml` that names them.
 *
 * @param folder - relative to the root of the repository
 * @param contents - objects by file name, in the order in which they are to be read
 */
export function manifestFiles(
  folder: string,
  contents: Record<string, KubernetesObject[]>,
): GeneratedFile[] {
  const files = Object.entries(contents).filter(
    ([, objects]) => objects.length > 0,
  );
  assertValid(files.flatMap(([, objects]) => objects));
  return [
    ...files.map(([name, objects]) => ({
      path: `${folder}/${name}`,
      content: printManifests(objects),
    })),
    ...kustomization({ folder, resources: files.map(([name]) => name) }),
  ];
}
