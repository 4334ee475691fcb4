import type { JsonObject } from '../json';
import {
  apiVersionOf,
  REVIEWS,
  type ServedType,
  type TypeRegistry,
} from '../registry';
import type { Json } from '../types';

const byName = (a: { name: string }, b: { name: string }) =>
  a.name < b.name ? -1 : 1;

const SCALE = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
const TOKEN = {
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'TokenRequest',
};

function subresourceKind(type: ServedType, subresource: string) {
  return { scale: SCALE, token: TOKEN }[subresource] ?? type;
}

function subresourceVerbs(subresource: string): string[] {
  if (subresource === 'token') {
    return ['create'];
  }
  return subresource === 'finalize' ? ['update'] : ['get', 'patch', 'update'];
}

function typesOf(
  registry: TypeRegistry,
  group: string,
  version: string,
): ServedType[] {
  return registry
    .all()
    .filter(type => type.group === group && type.version === version);
}

function reviewsOf(group: string, version: string) {
  return REVIEWS.filter(
    review => review.group === group && review.version === version,
  );
}

/** The groups and their versions, those of reviews included. */
function groupsOf(registry: TypeRegistry): Map<string, string[]> {
  const groups = registry.groups();
  for (const { group, version } of REVIEWS) {
    groups.set(group, [version]);
  }
  return groups;
}

export function hasVersion(
  registry: TypeRegistry,
  group: string,
  version: string,
): boolean {
  return groupsOf(registry).get(group)?.includes(version) ?? false;
}

/** `/api/v1`, `/apis/<group>/<version>` (`v1.APIResourceList`). */
export function resourceList(
  registry: TypeRegistry,
  group: string,
  version: string,
): JsonObject {
  const own = typesOf(registry, group, version).flatMap(type => [
    {
      name: type.resource,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs: [...type.verbs],
      ...(type.shortNames.length > 0 && { shortNames: [...type.shortNames] }),
      ...(type.categories.length > 0 && { categories: [...type.categories] }),
    },
    ...type.subresources.map(subresource => {
      const kind = subresourceKind(type, subresource);
      return {
        name: `${type.resource}/${subresource}`,
        singularName: '',
        namespaced: type.namespaced,
        ...(kind !== type && { group: kind.group, version: kind.version }),
        kind: kind.kind,
        verbs: subresourceVerbs(subresource),
      };
    }),
  ]);
  const reviews = reviewsOf(group, version).map(
    ({ resource, kind, namespaced }) => ({
      name: resource,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: ['create'],
    }),
  );
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: [...own, ...reviews].sort(byName),
  };
}

function groupEntry(group: string, versions: string[]): JsonObject {
  const entries = versions.map(version => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name: group, versions: entries, preferredVersion: entries[0] };
}

/** `/apis/<group>` (`v1.APIGroup`). */
export function apiGroup(
  registry: TypeRegistry,
  group: string,
): JsonObject | undefined {
  const versions = group ? groupsOf(registry).get(group) : undefined;
  return (
    versions && {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...groupEntry(group, versions),
    }
  );
}

/** `/apis` (`v1.APIGroupList`). */
export function apiGroupList(registry: TypeRegistry): JsonObject {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [...groupsOf(registry)]
      .filter(([group]) => group !== '')
      .map(([group, versions]) => groupEntry(group, versions)),
  };
}

/** `/api` (`v1.APIVersions`). */
export function apiVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: address },
    ],
  };
}

function aggregatedResources(
  registry: TypeRegistry,
  group: string,
  version: string,
): Json[] {
  const scope = (namespaced: boolean) =>
    namespaced ? 'Namespaced' : 'Cluster';
  const own = typesOf(registry, group, version).map(type => ({
    resource: type.resource,
    responseKind: { group, version, kind: type.kind },
    scope: scope(type.namespaced),
    singularResource: type.singular,
    verbs: [...type.verbs],
    ...(type.shortNames.length > 0 && { shortNames: [...type.shortNames] }),
    ...(type.categories.length > 0 && { categories: [...type.categories] }),
    ...(type.subresources.length > 0 && {
      subresources: type.subresources.map(subresource => {
        const {
          group: kindGroup,
          version: kindVersion,
          kind,
        } = subresourceKind(type, subresource);
        return {
          subresource,
          responseKind: { group: kindGroup, version: kindVersion, kind },
          verbs: subresourceVerbs(subresource),
        };
      }),
    }),
  }));
  const reviews = reviewsOf(group, version).map(
    ({ resource, kind, namespaced }) => ({
      resource,
      responseKind: { group, version, kind },
      scope: scope(namespaced),
      singularResource: kind.toLowerCase(),
      verbs: ['create'],
    }),
  );
  return [...own, ...reviews].sort((a, b) =>
    a.resource < b.resource ? -1 : 1,
  );
}

/**
 * Everything of `/api` or `/apis` in one answer (`apidiscovery.k8s.io` APIGroupDiscoveryList).
 *
 * @param version - `v2` or `v2beta1`, as the client asked
 */
export function aggregatedDiscovery(
  registry: TypeRegistry,
  scope: 'core' | 'groups',
  version: string,
): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: [...groupsOf(registry)]
      .filter(([group]) => (group === '') === (scope === 'core'))
      .map(([group, versions]) => ({
        metadata: { name: group, creationTimestamp: null },
        versions: versions.map(name => ({
          version: name,
          freshness: 'Current',
          resources: aggregatedResources(registry, group, name),
        })),
      })),
  };
}
