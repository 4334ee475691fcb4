import type { Config } from '@backstage/config';
import {
  pathOf,
  readMilliseconds,
  readString,
  readStrings,
  wrong,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { AccessPolicy } from '../domain';

/** Access is for a time: whoever asks for more than a year has mistaken the unit. */
const longestMs = 366 * 24 * 60 * 60_000;

/** @throws InputError that names the path of what is wrong */
export function readPolicies(config: Config | undefined): AccessPolicy[] {
  const path = 'clusterAccess.policies';
  const policies = (config?.getOptionalConfigArray('policies') ?? []).map(
    (policy, index) => readPolicy(policy, pathOf(path, index)),
  );
  const names = policies.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) {
    throw wrong(
      pathOf(pathOf(path, twice), 'name'),
      `"${names[twice]}" is the name of another policy already`,
    );
  }
  return policies;
}

function readPolicy(config: Config, path: string): AccessPolicy {
  return {
    name: readString(config, 'name', path),
    groups: readStrings(config, 'groups', path),
    clusters: readClusters(config, pathOf(path, 'clusters')),
    roles: readStrings(config, 'roles', path),
    maxDurationSeconds: Math.floor(
      readMilliseconds(config, 'maxDuration', path, {
        min: 1000,
        max: longestMs,
      }) / 1000,
    ),
  };
}

function readClusters(config: Config, path: string): AccessPolicy['clusters'] {
  const clusters = config.getOptionalConfig('clusters');
  const labels = clusters?.getOptionalConfig('matchLabels');
  const byName = clusters?.has('names') ?? false;
  if (!clusters || Boolean(labels) === byName) {
    throw wrong(path, 'it must have either matchLabels or names');
  }
  if (!labels) {
    return { names: readStrings(clusters, 'names', path) };
  }
  // Label names have dots and slashes, so the object is read as a whole: `getString` would take dots for a path.
  const matchLabels: Record<string, string> = {};
  const values: unknown = labels.get();
  for (const [key, value] of Object.entries(values ?? {})) {
    if (typeof value !== 'string') {
      throw wrong(
        pathOf(pathOf(path, 'matchLabels'), key),
        'a label has a string for its value; put it in quotes',
      );
    }
    matchLabels[key] = value;
  }
  if (Object.keys(matchLabels).length === 0) {
    throw wrong(pathOf(path, 'matchLabels'), 'it must name at least one label');
  }
  return { matchLabels };
}
