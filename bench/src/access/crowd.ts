import {
  isKubernetesRequestError,
  type KubernetesClient,
  type KubernetesObject,
  type ResourceType,
} from '@cluster-self-service/kubernetes-node';
import { timeEach } from '../lib';

interface RancherObject extends KubernetesObject {
  [field: string]: unknown;
}

const userType: ResourceType = {
  group: 'management.cattle.io',
  version: 'v3',
  plural: 'users',
  kind: 'User',
  namespaced: false,
};
const attributeType: ResourceType = {
  ...userType,
  plural: 'userattributes',
  kind: 'UserAttribute',
};

export function userName(index: number): string {
  return `u-bench-${index}`;
}

/** Sees that there are so many people in Rancher, who have signed in with Okta. */
export async function seedUsers(
  client: KubernetesClient,
  count: number,
): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => userName(index));
  await timeEach(names, 16, async name => {
    await createOnce(client, userType, {
      apiVersion: 'management.cattle.io/v3',
      kind: 'User',
      metadata: { name },
      displayName: name,
      principalIds: [`okta_user://${name}@example.com`, `local://${name}`],
    });
    await createOnce(client, attributeType, {
      apiVersion: 'management.cattle.io/v3',
      kind: 'UserAttribute',
      metadata: { name },
      UserName: name,
      GroupPrincipals: {},
      LastRefresh: `${new Date().toISOString().slice(0, 19)}Z`,
      NeedsRefresh: false,
      ExtraByProvider: {},
    });
  });
}

async function createOnce(
  client: KubernetesClient,
  type: ResourceType,
  object: RancherObject,
): Promise<void> {
  try {
    await client.create(type, object);
  } catch (error) {
    if (!isKubernetesRequestError(error) || error.reason !== 'AlreadyExists') {
      throw error;
    }
  }
}
