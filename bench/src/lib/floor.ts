import type {
  KubernetesClient,
  KubernetesObject,
  ResourceType,
} from '@cluster-self-service/kubernetes-node';
import { timeEach } from './concurrently';

const namespaces: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
};

/** Runs with a namespace that is made for it and deleted afterwards. */
export async function inOwnNamespace<T>(
  client: KubernetesClient,
  run: (namespace: string) => Promise<T>,
): Promise<T> {
  const { metadata } = await client.create<KubernetesObject>(namespaces, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { generateName: 'bench-' },
  });
  const name = metadata.name ?? '';
  try {
    return await run(name);
  } finally {
    await client.delete(namespaces, { name });
  }
}

/**
 * The floor of everything that takes access back: creates objects, then deletes them with nothing else in the way.
 *
 * @param objects - to create; names and namespaces set
 * @returns how long all deletions took, and each of them, milliseconds
 */
export async function deleteFloor(
  client: KubernetesClient,
  type: ResourceType,
  objects: KubernetesObject[],
  concurrency: number,
): Promise<{ totalMs: number; operationsMs: number[] }> {
  await timeEach(objects, concurrency, object => client.create(type, object));
  const start = performance.now();
  const operationsMs = await timeEach(objects, concurrency, ({ metadata }) =>
    client.delete(type, {
      name: metadata.name ?? '',
      namespace: metadata.namespace,
    }),
  );
  return { totalMs: performance.now() - start, operationsMs };
}
