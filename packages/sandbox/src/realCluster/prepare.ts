import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examineCluster } from './examine';
import { objectsManifest, typesManifest } from './manifests';
import { missingText } from './missing';

/**
 * Sees that a real cluster has what the portal needs. Changes nothing on it.
 *
 * @param options.state - folder for the manifests that would add what is missing
 * @returns a text with the commands that add it, or nothing when nothing is missing
 */
export async function prepareRealCluster(options: {
  kubeconfig: string;
  state: string;
  now: Date;
}): Promise<string | undefined> {
  const typesFile = join(options.state, 'rancher-types.yaml');
  const objectsFile = join(options.state, 'rancher-objects.yaml');
  await writeFile(typesFile, typesManifest());
  await writeFile(objectsFile, objectsManifest(options.now));
  return missingText(await examineCluster(options.kubeconfig), {
    kubeconfig: options.kubeconfig,
    typesFile,
    objectsFile,
  });
}
