import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readSettings } from './settings';

const policy = {
  name: 'engineers',
  groups: ['okta_group://engineers'],
  clusters: { matchLabels: { 'example.org/tier': 'private' } },
  roles: ['ops'],
  maxDuration: '4h',
};
const read = (clusterAccess: JsonObject) =>
  readSettings(
    mockServices.rootConfig({
      data: { app: { baseUrl: 'http://portal/' }, clusterAccess },
    }),
  );

it('has defaults that work, and lets nobody in by itself', () => {
  const settings = read({});
  expect(settings.rules).toEqual({
    policies: [],
    durations: [900, 1800, 3600, 7200, 14400, 28800],
    minDurationSeconds: 60,
    reason: { minLength: 10, maxLength: 500 },
    groupsMaxAgeSeconds: 86400,
  });
  expect(settings.portalUrl).toBe('http://portal');
});

it('reads policies, with labels that have dots in their names', () => {
  const { rules } = read({
    policies: [
      policy,
      {
        ...policy,
        name: 'b',
        clusters: { names: ['one'] },
        maxDuration: { minutes: 5 },
      },
    ],
  });
  expect(rules.policies).toEqual([
    expect.objectContaining({
      clusters: { matchLabels: { 'example.org/tier': 'private' } },
      maxDurationSeconds: 14400,
    }),
    expect.objectContaining({
      clusters: { names: ['one'] },
      maxDurationSeconds: 300,
    }),
  ]);
});

it.each<[JsonObject, RegExp]>([
  [
    { policies: [policy, { ...policy, name: 'b', maxDuration: 'soon' }] },
    /^clusterAccess\.policies\[1\]\.maxDuration: /,
  ],
  [
    { policies: [{ ...policy, maxDuration: { hours: NaN } }] },
    /^clusterAccess\.policies\[0\]\.maxDuration: /,
  ],
  [
    { policies: [{ ...policy, maxDuration: { hours: Infinity } }] },
    /^clusterAccess\.policies\[0\]\.maxDuration: /,
  ],
  [
    { policies: [{ ...policy, maxDuration: { years: 2 } }] },
    /^clusterAccess\.policies\[0\]\.maxDuration: /,
  ],
  [
    { request: { groupsMaxAge: { hours: NaN } } },
    /^clusterAccess\.request\.groupsMaxAge: /,
  ],
  [
    { policies: [{ ...policy, groups: [] }] },
    /^clusterAccess\.policies\[0\]\.groups: /,
  ],
  [
    { policies: [{ ...policy, roles: 'ops' }] },
    /^clusterAccess\.policies\[0\]\.roles: /,
  ],
  [
    { policies: [policy, policy] },
    /^clusterAccess\.policies\[1\]\.name: "engineers" is the name of another policy/,
  ],
  [
    { policies: [{ ...policy, clusters: {} }] },
    /^clusterAccess\.policies\[0\]\.clusters: /,
  ],
  [
    {
      policies: [
        { ...policy, clusters: { matchLabels: { a: 'b' }, names: ['c'] } },
      ],
    },
    /^clusterAccess\.policies\[0\]\.clusters: /,
  ],
  [
    { policies: [{ ...policy, clusters: { matchLabels: { tier: true } } }] },
    /^clusterAccess\.policies\[0\]\.clusters\.matchLabels\.tier: /,
  ],
  [
    { policies: [{ ...policy, clusters: { matchLabels: {} } }] },
    /^clusterAccess\.policies\[0\]\.clusters\.matchLabels: /,
  ],
  [
    { request: { durations: ['15m', 'x'] } },
    /^clusterAccess\.request\.durations\[1\]: /,
  ],
  [{ request: { durations: [] } }, /^clusterAccess\.request\.durations: /],
  [
    { request: { reason: { minLength: -1 } } },
    /^clusterAccess\.request\.reason\.minLength: /,
  ],
  [
    { request: { reason: { minLength: 50, maxLength: 5 } } },
    /^clusterAccess\.request\.reason\.minLength: /,
  ],
  [
    { request: { groupsMaxAge: 'never' } },
    /^clusterAccess\.request\.groupsMaxAge: /,
  ],
  [
    { reconciler: { concurrency: 0 } },
    /^clusterAccess\.reconciler\.concurrency: /,
  ],
  [
    { reconciler: { concurrency: 'all' } },
    /^clusterAccess\.reconciler\.concurrency: /,
  ],
  [{ archive: { settle: [] } }, /^clusterAccess\.archive\.settle: /],
])('names the path of what is wrong: %j', (config, message) => {
  expect(() => read(config)).toThrow(message);
});
