import { listAt, objectAt, stringAt } from '../json';
import { invalid, notSupported, required } from '../schema';
import type { Strategy } from './strategy';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

export const roles: Strategy = {
  validate: draft =>
    listAt(draft, 'rules').flatMap((rule, index) => [
      ...(listAt(rule, 'verbs').length === 0
        ? [
            required(
              `rules[${index}].verbs`,
              'verbs must contain at least one value',
            ),
          ]
        : []),
      ...(listAt(rule, 'nonResourceURLs').length === 0 &&
      listAt(rule, 'apiGroups').length === 0
        ? [
            required(
              `rules[${index}].apiGroups`,
              'resource rules must supply at least one api group',
            ),
          ]
        : []),
      ...(listAt(rule, 'nonResourceURLs').length === 0 &&
      listAt(rule, 'resources').length === 0
        ? [
            required(
              `rules[${index}].resources`,
              'resource rules must supply at least one resource',
            ),
          ]
        : []),
    ]),
};

export const bindings: Strategy = {
  prepare(draft) {
    const role = objectAt(draft, 'roleRef');
    if (role) {
      role.apiGroup ||= RBAC_GROUP;
    }
    for (const subject of listAt(draft, 'subjects')) {
      const fields = objectAt({ subject }, 'subject');
      if (fields && !fields.apiGroup && fields.kind !== 'ServiceAccount') {
        fields.apiGroup = RBAC_GROUP;
      }
    }
  },
  validate(draft, live) {
    if (
      live &&
      JSON.stringify(live.roleRef) !== JSON.stringify(draft.roleRef)
    ) {
      return [
        invalid('roleRef', draft.roleRef ?? null, 'cannot change roleRef'),
      ];
    }
    const kinds =
      draft.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
    const kind = stringAt(draft, 'roleRef', 'kind') ?? '';
    return [
      ...(kinds.includes(kind)
        ? []
        : [notSupported('roleRef.kind', kind, kinds)]),
      ...(stringAt(draft, 'roleRef', 'name') ? [] : [required('roleRef.name')]),
      ...listAt(draft, 'subjects').flatMap((subject, index) =>
        stringAt(subject, 'name') ? [] : [required(`subjects[${index}].name`)],
      ),
    ];
  },
};
