import { evaluateRequest, optionsFor } from './policies';
import type { AccessLandscape, AccessRules } from './rules';
import { start } from '../__testUtils__/examples';

const now = new Date(start);
const hours = 3600;
const landscape: AccessLandscape = {
  platform: 'Rancher',
  clusters: [
    { id: 'c-m-one', name: 'one', labels: { tier: 'private' }, ready: true },
    { id: 'c-m-two', name: 'two', labels: { tier: 'private' }, ready: false },
    { id: 'c-m-pub', name: 'public', labels: {}, ready: true },
  ],
  roles: [
    { name: 'ops', displayName: 'Operator' },
    { name: 'view', displayName: 'Viewer' },
  ],
};
const rules: AccessRules = {
  policies: [
    {
      name: 'engineers',
      groups: ['okta_group://engineers'],
      clusters: { matchLabels: { tier: 'private' } },
      roles: ['ops', 'view', 'gone'],
      maxDurationSeconds: 4 * hours,
    },
    {
      name: 'leads',
      groups: ['okta_group://leads'],
      clusters: { names: ['one'] },
      roles: ['ops'],
      maxDurationSeconds: 8 * hours,
    },
  ],
  durations: [900, 3600],
  minDurationSeconds: 60,
  reason: { minLength: 10, maxLength: 40 },
  groupsMaxAgeSeconds: 24 * hours,
};
const subject = {
  id: 'u-erin',
  groups: ['okta_group://engineers'],
  groupsRefreshedAt: new Date(start - 1000),
  enabled: true,
};
const erin = { holder: 'user:default/erin', subject };
const request = {
  cluster: 'c-m-one',
  role: 'ops',
  durationSeconds: 2 * hours,
  reason: 'INC-1 the queue is stuck',
};

function refusal(
  change: Partial<typeof request>,
  requester: Parameters<typeof evaluateRequest>[1] = erin,
) {
  const verdict = evaluateRequest(
    { ...request, ...change },
    requester,
    rules,
    landscape,
    now,
  );
  return verdict.allowed
    ? []
    : verdict.problems.map(p => `${p.field}: ${p.message}`);
}

describe('a request', () => {
  it('is taken when a policy covers it, and names the policy', () => {
    expect(evaluateRequest(request, erin, rules, landscape, now)).toMatchObject(
      {
        allowed: true,
        policy: 'engineers',
        cluster: { id: 'c-m-one' },
      },
    );
  });

  it('has the longest time of all policies that cover it', () => {
    const lead = {
      ...erin,
      subject: {
        ...subject,
        groups: [...subject.groups, 'okta_group://leads'],
      },
    };
    expect(refusal({ durationSeconds: 8 * hours }, lead)).toEqual([]);
    expect(refusal({ durationSeconds: 8 * hours + 1 }, lead)).toEqual([
      'duration: The longest is 8 hours for Operator on one.',
    ]);
  });

  it.each([
    [
      { durationSeconds: 5 * hours },
      'duration: The longest is 4 hours for Operator on one.',
    ],
    [{ durationSeconds: 1 }, 'duration: The shortest is 1 minute.'],
    [{ durationSeconds: 90.5 }, 'duration: The shortest is 1 minute.'],
    [{ durationSeconds: Number.NaN }, 'duration: The shortest is 1 minute.'],
    [
      { role: 'cluster-owner' },
      'role: You may ask for Operator and Viewer on one.',
    ],
    [{ role: 'gone' }, 'role: You may ask for Operator and Viewer on one.'],
    [
      { cluster: 'c-m-two' },
      'cluster: two cannot be reached at the moment. Try again when it is ready.',
    ],
    [
      { cluster: 'c-m-pub' },
      'cluster: No policy lets you into c-m-pub. You may ask for access to one and two.',
    ],
    [
      { reason: '   because  ' },
      'reason: Say why you need it, in at least 10 characters: a ticket, an incident, what you want to look at.',
    ],
    [
      { reason: '\u0000'.repeat(20) },
      'reason: Say why you need it, in at least 10 characters: a ticket, an incident, what you want to look at.',
    ],
    [
      { reason: '\u200b'.repeat(20) },
      'reason: Say why you need it, in at least 10 characters: a ticket, an incident, what you want to look at.',
    ],
    [
      { reason: 'x'.repeat(41) },
      'reason: Keep the reason within 40 characters; it has 41.',
    ],
  ])('with %j is refused: %s', (change, message) => {
    expect(refusal(change)).toEqual([message]);
  });

  it('is refused with all that is wrong at once', () => {
    expect(
      refusal({ role: 'x', reason: '' }).map(text => text.split(':')[0]),
    ).toEqual(['role', 'reason']);
  });
});

describe('a requester', () => {
  it.each([
    ['unknown', undefined, /not known in Rancher yet/],
    ['disabled', { ...subject, enabled: false }, /disabled in Rancher/],
    [
      'with groups of unknown age',
      { ...subject, groupsRefreshedAt: undefined },
      /not known when your groups/,
    ],
    [
      'with an unreadable age of groups',
      { ...subject, groupsRefreshedAt: new Date(Number.NaN) },
      /groups were last read/,
    ],
    [
      'with old groups',
      { ...subject, groupsRefreshedAt: new Date(start - 75 * hours * 1000) },
      /Your groups were last read 3 days ago, and may be at most 1 day old. Sign in to Rancher again/,
    ],
  ])('%s gets nothing and is told why', (_, who, message) => {
    const requester = { holder: erin.holder, subject: who };
    expect(refusal({}, requester)).toEqual([expect.stringMatching(message)]);
    expect(optionsFor(requester, rules, landscape, now)).toMatchObject({
      options: [],
      problems: [{ field: 'requester' }],
    });
  });

  it('without a policy is told so', () => {
    const other = { ...erin, subject: { ...subject, groups: [] } };
    expect(refusal({}, other)).toEqual([
      expect.stringMatching(/^cluster: No access policy covers/),
    ]);
    expect(optionsFor(other, rules, landscape, now).problems).toHaveLength(1);
  });
});

describe('options', () => {
  it('offer what a request would be taken for', () => {
    const { options, problems } = optionsFor(erin, rules, landscape, now);
    expect(problems).toEqual([]);
    expect(options).toEqual([
      {
        cluster: 'c-m-one',
        clusterName: 'one',
        roles: [
          {
            name: 'ops',
            displayName: 'Operator',
            maxDurationSeconds: 4 * hours,
          },
          {
            name: 'view',
            displayName: 'Viewer',
            maxDurationSeconds: 4 * hours,
          },
        ],
      },
    ]);
    for (const option of options) {
      for (const role of option.roles) {
        expect(
          refusal({
            cluster: option.cluster,
            role: role.name,
            durationSeconds: role.maxDurationSeconds,
          }),
        ).toEqual([]);
      }
    }
  });
});
