import { printRule, ruleAllows, uncovered } from '.';
import { subjectMatches } from './rules';

describe('A rule allows', () => {
  const readPods = {
    verbs: ['get', 'list'],
    apiGroups: [''],
    resources: ['pods'],
  };
  const request = { verb: 'get', group: '', resource: 'pods' };

  it.each([
    ['what it names', readPods, request, true],
    ['no other verb', readPods, { ...request, verb: 'delete' }, false],
    ['no other group', readPods, { ...request, group: 'apps' }, false],
    ['no subresource', readPods, { ...request, subresource: 'log' }, false],
    [
      'the subresource it names',
      { ...readPods, resources: ['pods/log'] },
      { ...request, subresource: 'log' },
      true,
    ],
    [
      'a subresource of everything',
      { ...readPods, resources: ['*/scale'] },
      { ...request, subresource: 'scale' },
      true,
    ],
    [
      'everything by stars',
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { ...request, subresource: 'log' },
      true,
    ],
    [
      'names it lists',
      { ...readPods, resourceNames: ['a'] },
      { ...request, name: 'a' },
      true,
    ],
    [
      'no other names',
      { ...readPods, resourceNames: ['a'] },
      { ...request, name: 'b' },
      false,
    ],
    [
      'no list of all by a name',
      { ...readPods, resourceNames: ['a'] },
      request,
      false,
    ],
  ])('%s', (_what, rule, attributes, expected) => {
    expect(ruleAllows(rule, attributes)).toBe(expected);
  });
});

describe('A subject', () => {
  const user = { username: 'system:serviceaccount:apps:robot', groups: ['g'] };

  it.each([
    [{ kind: 'User', name: user.username }, true],
    [{ kind: 'User', name: 'robot' }, false],
    [{ kind: 'Group', name: 'g' }, true],
    [{ kind: 'Group', name: user.username }, false],
    [{ kind: 'ServiceAccount', name: 'robot', namespace: 'apps' }, true],
    [{ kind: 'ServiceAccount', name: 'robot' }, true],
    [{ kind: 'ServiceAccount', name: 'robot', namespace: 'other' }, false],
  ])('%j is the user: %s', (subject, expected) => {
    expect(subjectMatches(subject, user, 'apps')).toBe(expected);
  });
});

describe('Rights that are given away', () => {
  const own = [
    {
      verbs: ['get', 'list'],
      apiGroups: [''],
      resources: ['pods', '*/status'],
    },
    {
      verbs: ['get'],
      apiGroups: [''],
      resources: ['secrets'],
      resourceNames: ['a', 'b'],
    },
    { verbs: ['get'], nonResourceURLs: ['/healthz*'] },
  ];

  it.each([
    ['the same', { verbs: ['get'], apiGroups: [''], resources: ['pods'] }, []],
    [
      'a subresource',
      { verbs: ['get'], apiGroups: [''], resources: ['nodes/status'] },
      [],
    ],
    [
      'one verb too many',
      { verbs: ['get', 'delete'], apiGroups: [''], resources: ['pods'] },
      ['{APIGroups:[""], Resources:["pods"], Verbs:["delete"]}'],
    ],
    [
      'every verb',
      { verbs: ['*'], apiGroups: [''], resources: ['pods'] },
      ['{APIGroups:[""], Resources:["pods"], Verbs:["*"]}'],
    ],
    [
      'every name instead of some',
      { verbs: ['get'], apiGroups: [''], resources: ['secrets'] },
      ['{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}'],
    ],
    [
      'one name of two',
      {
        verbs: ['get'],
        apiGroups: [''],
        resources: ['secrets'],
        resourceNames: ['b', 'c'],
      },
      [
        '{APIGroups:[""], Resources:["secrets"], ResourceNames:["c"], Verbs:["get"]}',
      ],
    ],
    [
      'a path below',
      { verbs: ['get'], nonResourceURLs: ['/healthz/ping'] },
      [],
    ],
    [
      'another path',
      { verbs: ['get'], nonResourceURLs: ['/metrics'] },
      ['{NonResourceURLs:["/metrics"], Verbs:["get"]}'],
    ],
  ])('must be held: %s', (_what, wanted, expected) => {
    expect(uncovered(own, [wanted]).map(printRule)).toEqual(expected);
  });
});
