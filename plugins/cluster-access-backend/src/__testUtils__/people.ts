import type { UserEntity } from '@backstage/catalog-model';
import type { GrantSubject } from '@cluster-self-service/backstage-plugin-cluster-access-node';

export const erin = 'user:default/erin';
export const sam = 'user:default/sam';

export function aUser(name: string): UserEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: {
      profile: {
        displayName: name[0].toUpperCase() + name.slice(1),
        email: `${name}@example.org`,
      },
      memberOf: [],
    },
  };
}

export function aSubject(id: string, now: number): GrantSubject {
  return {
    id,
    groups: ['okta_group://engineers'],
    groupsRefreshedAt: new Date(now),
    enabled: true,
  };
}
