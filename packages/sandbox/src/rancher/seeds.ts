import { people, type Person } from '../people';
import { MANAGEMENT_VERSION } from './resources';

type Seed = Record<string, unknown>;

/** A cluster of the sandbox. */
export interface SandboxCluster {
  id: string;
  displayName: string;
  labels: Record<string, string>;
  /** User id of the cluster agent. */
  systemUser: string;
  /** User id of the one who made it. */
  creator: string;
}

const [dana, erin, adam, petra] = ['dana', 'erin', 'adam', 'petra'].map(
  name => {
    const person = people.find(one => one.name === name);
    if (!person) {
      throw new Error(`The sandbox has nobody named ${name}`);
    }
    return person;
  },
);

const ADMIN_ID = 'user-7k2xq';

/** Which clusters are private is told by a label of ours; Rancher has no such notion. */
export const clusters: SandboxCluster[] = [
  {
    id: 'local',
    displayName: 'local',
    labels: {},
    systemUser: 'u-mo773yttt4',
    creator: ADMIN_ID,
  },
  {
    id: 'c-m-7qkx2bzl',
    displayName: 'prod-eu',
    labels: { 'access.example.com/private': 'true', environment: 'production' },
    systemUser: 'u-fh3zw5nqyd',
    creator: petra.rancherUserId,
  },
  {
    id: 'c-m-9hw4tdvn',
    displayName: 'prod-us',
    labels: { 'access.example.com/private': 'true', environment: 'production' },
    systemUser: 'u-c6gk2rvbxo',
    creator: petra.rancherUserId,
  },
  {
    id: 'c-m-4vz8plmj',
    displayName: 'staging-eu',
    labels: { environment: 'staging' },
    systemUser: 'u-jq7ldm4xtw',
    creator: petra.rancherUserId,
  },
];

const downstreamClusters = clusters.filter(({ id }) => id !== 'local');

/** The last one is not Rancher's: an installation of the suite brings it along for its Lease. */
export const rancherNamespaces = [
  ...clusters.map(({ id }) => id),
  'cattle-system',
  'cluster-self-service',
];

function condition(type: string, status: 'True' | 'False', message = '') {
  return {
    type,
    status,
    lastUpdateTime: '2026-03-02T08:11:45Z',
    ...(message && { message }),
  };
}

export function clusterConditions(ready: boolean) {
  return [
    condition('Pending', 'True'),
    condition('Provisioned', 'True'),
    condition('Waiting', 'True'),
    condition('Connected', ready ? 'True' : 'False'),
    condition(
      'Ready',
      ready ? 'True' : 'False',
      ready ? '' : 'Cluster agent is not connected',
    ),
  ];
}

function clusterSeed({
  id,
  displayName,
  labels,
  creator,
}: SandboxCluster): Seed {
  const provider = id === 'local' ? 'k3s' : 'rke2';
  return {
    apiVersion: MANAGEMENT_VERSION,
    kind: 'Cluster',
    metadata: {
      name: id,
      labels: { 'provider.cattle.io': provider, ...labels },
      annotations: { 'field.cattle.io/creatorId': creator },
    },
    spec: {
      displayName,
      internal: id === 'local',
      description: '',
      fleetWorkspaceName: id === 'local' ? 'fleet-local' : 'fleet-default',
    },
    status: {
      provider,
      driver: provider,
      version: {
        gitVersion: provider === 'k3s' ? 'v1.31.5+k3s1' : 'v1.31.5+rke2r1',
      },
      conditions: clusterConditions(true),
    },
  };
}

function userSeed(
  name: string,
  fields: { displayName: string; principalIds: string[]; username?: string },
): Seed {
  return {
    apiVersion: MANAGEMENT_VERSION,
    kind: 'User',
    metadata: { name, labels: { 'cattle.io/creator': 'norman' } },
    ...fields,
  };
}

/** Where Rancher keeps what the identity provider said of a user; Go field names, since the type has no JSON tags. */
export function userAttributeSeed(
  person: Pick<Person, 'rancherUserId' | 'email'>,
  groups: string[],
  refreshedAt: Date,
): Seed {
  return {
    apiVersion: MANAGEMENT_VERSION,
    kind: 'UserAttribute',
    metadata: {
      name: person.rancherUserId,
      labels: { 'cattle.io/creator': 'norman' },
    },
    UserName: person.rancherUserId,
    GroupPrincipals: {
      okta: {
        Items: groups.map(group => ({
          metadata: { name: `okta_group://${group}`, creationTimestamp: null },
          displayName: group,
          loginName: group,
          memberOf: true,
          principalType: 'group',
          provider: 'okta',
        })),
      },
    },
    LastRefresh: `${refreshedAt.toISOString().slice(0, 19)}Z`,
    NeedsRefresh: false,
    ExtraByProvider: {
      okta: {
        principalid: [`okta_user://${person.email}`],
        username: [person.email],
      },
    },
  };
}

function bindingSeed(
  cluster: string,
  name: string,
  content: {
    role: string;
    userName?: string;
    userPrincipalName?: string;
    group?: string;
  },
  metadata: Record<string, unknown> = {},
): Seed {
  const { role, userName, userPrincipalName, group } = content;
  return {
    apiVersion: MANAGEMENT_VERSION,
    kind: 'ClusterRoleTemplateBinding',
    metadata: { name, namespace: cluster, ...metadata },
    clusterName: cluster,
    roleTemplateName: role,
    ...(userName && { userName }),
    ...(userPrincipalName && { userPrincipalName }),
    ...(group && { groupName: group }),
  };
}

/** The bindings that Rancher makes by itself with every downstream cluster. */
function systemBindings({ id, systemUser, creator }: SandboxCluster): Seed[] {
  return [
    bindingSeed(
      id,
      'creator-cluster-owner',
      {
        role: 'cluster-owner',
        userName: creator,
        userPrincipalName: `local://${creator}`,
      },
      {
        annotations: {
          'authz.management.cattle.io/creator-owner-binding': 'true',
        },
      },
    ),
    bindingSeed(id, `${systemUser}-admin`, {
      role: 'cluster-owner',
      userName: systemUser,
    }),
    bindingSeed(
      id,
      'crtb-grb-4n7xk',
      { role: 'cluster-member', userName: ADMIN_ID },
      { labels: { 'authz.management.cattle.io/grb-owner': 'grb-4n7xk' } },
    ),
    bindingSeed(id, `${id}-fleet-default-owner`, {
      role: 'cluster-owner',
      userPrincipalName: 'system://fleet-default',
      userName: 'u-skxm4vj6ha',
    }),
  ];
}

/** Made by a person in Rancher's pages, for good. */
function standingBinding(): Seed {
  return bindingSeed(
    'c-m-7qkx2bzl',
    'crtb-9wq4m',
    {
      role: 'nodes-view',
      userName: adam.rancherUserId,
      userPrincipalName: `okta_user://${adam.email}`,
    },
    {
      labels: { 'cattle.io/creator': 'norman' },
      annotations: {
        'field.cattle.io/creatorId': petra.rancherUserId,
        'auth.cattle.io/principal-display-name': adam.displayName,
      },
    },
  );
}

/** Everything a fresh Rancher of the sandbox holds, in the order in which it can be created. */
export function seeds(now: Date): Seed[] {
  const refreshedAt = new Date(now.getTime() - 45 * 60 * 1000);
  return [
    ...clusters.map(clusterSeed),
    userSeed(ADMIN_ID, {
      displayName: 'Default Admin',
      username: 'admin',
      principalIds: [`local://${ADMIN_ID}`],
    }),
    userSeed('u-skxm4vj6ha', {
      displayName: 'System account for Fleet',
      principalIds: ['system://fleet-default', 'local://u-skxm4vj6ha'],
    }),
    ...clusters.map(({ id, systemUser }) =>
      userSeed(systemUser, {
        displayName: `System account for Cluster ${id}`,
        principalIds: [`system://${id}`, `local://${systemUser}`],
      }),
    ),
    ...people.map(person =>
      userSeed(person.rancherUserId, {
        displayName: person.displayName,
        principalIds: [
          `okta_user://${person.email}`,
          `local://${person.rancherUserId}`,
        ],
      }),
    ),
    ...people.map(person =>
      userAttributeSeed(person, person.oktaGroups, refreshedAt),
    ),
    {
      apiVersion: MANAGEMENT_VERSION,
      kind: 'GlobalRoleBinding',
      metadata: { name: 'grb-4n7xk' },
      globalRoleName: 'support',
      userName: ADMIN_ID,
    },
    ...downstreamClusters.flatMap(systemBindings),
    standingBinding(),
  ];
}

/** Users whose everyday work is in the audit log beside the sessions. */
export const backgroundUsers = [dana, erin, petra].map(
  ({ rancherUserId }) => rancherUserId,
);
