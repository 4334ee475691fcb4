import type { KubernetesObject } from '../kubernetes/types';
import { assertValid } from '../validation';
import { printManifests, printYaml } from '../yaml';
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
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files.map(([name]) => name),
  };
  assertValid([kustomization, ...files.flatMap(([, objects]) => objects)]);
  return [
    ...files.map(([name, objects]) => ({
      path: `${folder}/${name}`,
      content: printManifests(objects),
    })),
    { path: `${folder}/kustomization.yaml`, content: printYaml(kustomization) },
  ];
}
