import type { AccessPerson } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import * as fc from 'fast-check';
import type { RancherUser, RancherUserAttribute } from './resources';
import { findUser, grantSubject, principalKey, principalsOf } from './subjects';

function user(
  name: string,
  principalIds: string[],
  more: Partial<RancherUser> = {},
): RancherUser {
  return {
    apiVersion: 'management.cattle.io/v3',
    kind: 'User',
    metadata: { name },
    principalIds,
    ...more,
  };
}

const erin = user('u-er1n5mzt7b', [
  'okta_user://Erin@example.com',
  'local://u-er1n5mzt7b',
]);
const adam = user('u-ad4mx3hv6p', [
  'okta_user://adam@example.com',
  'local://u-ad4mx3hv6p',
]);
const agent = user('u-fh3zw5nqyd', [
  'system://c-m-7qkx2bzl',
  'okta_user://agent@example.com',
]);

const template = 'okta_user://{email}';

function find(
  person: Partial<AccessPerson>,
  principal = template,
  users = [erin, adam, agent],
) {
  return findUser(
    {
      entityRef: 'user:default/erin',
      displayName: 'Erin',
      annotations: {},
      ...person,
    },
    principal,
    {
      byId: id => users.find(({ metadata }) => metadata.name === id),
      byPrincipal: wanted =>
        users.filter(one =>
          principalsOf(one).map(principalKey).includes(principalKey(wanted)),
        ),
    },
  )?.metadata.name;
}

describe('the Rancher user of a person', () => {
  it('is the one with their principal, however its address is capitalised', () => {
    expect(find({ email: 'erin@example.com' })).toBe('u-er1n5mzt7b');
  });

  it('is not one whose address only looks like it when all letters are made small', () => {
    const kim = user('u-kim', ['okta_user://kim@example.com']);
    // U+212A, the sign of the unit kelvin, is a k in lower case.
    expect(
      find({ email: '\u212Aim@example.com' }, template, [kim]),
    ).toBeUndefined();
    expect(find({ email: 'Kim@example.com' }, template, [kim])).toBe('u-kim');
  });

  it('can be found by the name of the catalog user', () => {
    expect(
      find({}, 'local://u-{name}', [user('u-1', ['local://u-erin'])]),
    ).toBe('u-1');
  });

  it('can be named by an annotation', () => {
    expect(
      find({ annotations: { 'rancher.io/user-id': 'u-ad4mx3hv6p' } }),
    ).toBe('u-ad4mx3hv6p');
  });

  it.each<[string, Partial<AccessPerson>]>([
    ['the catalog knows no address', {}],
    ['Rancher knows no such principal', { email: 'nobody@example.com' }],
    [
      'the annotation names nobody',
      { annotations: { 'rancher.io/user-id': 'u-nobody' } },
    ],
    [
      'annotation and principal name two people',
      {
        email: 'erin@example.com',
        annotations: { 'rancher.io/user-id': 'u-ad4mx3hv6p' },
      },
    ],
    ["it is an account of Rancher's own", { email: 'agent@example.com' }],
    [
      'the annotation names such an account',
      { annotations: { 'rancher.io/user-id': 'u-fh3zw5nqyd' } },
    ],
  ])('is nobody where %s', (_, person) => {
    expect(find(person)).toBeUndefined();
  });

  it('is nobody where two users have the principal', () => {
    const twin = user('u-twin', ['okta_user://erin@example.com']);
    expect(
      find({ email: 'erin@example.com' }, template, [erin, twin]),
    ).toBeUndefined();
  });
});

describe('the groups of a user', () => {
  const attribute = (
    fields: Partial<RancherUserAttribute>,
  ): RancherUserAttribute => ({
    apiVersion: 'management.cattle.io/v3',
    kind: 'UserAttribute',
    metadata: { name: 'u-er1n5mzt7b' },
    ...fields,
  });
  const item = (name: string) => ({
    metadata: { name, creationTimestamp: null },
    displayName: name,
    principalType: 'group',
    memberOf: true,
    provider: 'okta',
  });

  it('are those of all identity providers, with the time they were heard of', () => {
    const subject = grantSubject(
      erin,
      attribute({
        GroupPrincipals: {
          okta: {
            Items: [
              item('okta_group://engineers'),
              item('okta_group://on-call'),
            ],
          },
          local: { Items: null },
          github: { Items: [item('github_team://7')] },
        },
        LastRefresh: '2026-11-21T09:12:33Z',
      }),
    );
    expect(subject).toEqual({
      id: 'u-er1n5mzt7b',
      groups: [
        'okta_group://engineers',
        'okta_group://on-call',
        'github_team://7',
      ],
      groupsRefreshedAt: new Date('2026-11-21T09:12:33Z'),
      enabled: true,
    });
  });

  it('are read with lower-case field names as well', () => {
    const subject = grantSubject(
      erin,
      attribute({
        groupPrincipals: { okta: { items: [item('okta_group://engineers')] } },
        lastRefresh: '2026-11-21T09:12:33Z',
      }),
    );
    expect(subject).toMatchObject({
      groups: ['okta_group://engineers'],
      groupsRefreshedAt: new Date('2026-11-21T09:12:33Z'),
    });
  });

  it('are none without a UserAttribute, and a time that is none is no time', () => {
    expect(grantSubject(erin, undefined)).toMatchObject({ groups: [] });
    expect(
      grantSubject(erin, attribute({ LastRefresh: 'never' }))
        ?.groupsRefreshedAt,
    ).toBe(undefined);
  });

  it.each([
    [undefined, true],
    [true, true],
    [null, true],
    [false, false],
  ])(
    'belong to a user whose enabled field is %p: enabled %p',
    (enabled, expected) => {
      expect(grantSubject({ ...erin, enabled }, undefined)?.enabled).toBe(
        expected,
      );
    },
  );

  it('never stop the reading, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        (GroupPrincipals, LastRefresh) => {
          const subject = grantSubject(
            erin,
            attribute({ GroupPrincipals, LastRefresh }),
          );
          expect(
            subject?.groups.every(group => typeof group === 'string'),
          ).toBe(true);
        },
      ),
    );
  });
});
