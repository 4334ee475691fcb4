import { qualified } from '../errors';
import { at, type JsonObject, listAt, objectAt, stringAt } from '../json';
import type { ServedType } from '../registry';
import { type FieldError, invalid, required, validateCrd } from '../schema';
import { bindings, roles } from './rbac-strategies';
import type { Strategy } from './strategy';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

const namespaces: Strategy = {
  prepareCreate(draft) {
    draft.spec = { finalizers: ['kubernetes'] };
    draft.status = { phase: 'Active' };
  },
  prepare(draft) {
    const metadata = objectAt(draft, 'metadata');
    const name = stringAt(metadata, 'name');
    if (metadata && name) {
      metadata.labels = {
        ...objectAt(metadata, 'labels'),
        'kubernetes.io/metadata.name': name,
      };
    }
  },
};

function isImmutable(live: JsonObject | undefined): boolean {
  return at(live, 'immutable') === true;
}

function immutableDataErrors(
  draft: JsonObject,
  live: JsonObject | undefined,
): FieldError[] {
  return isImmutable(live)
    ? ['data', 'binaryData', 'immutable']
        .filter(
          field =>
            JSON.stringify(draft[field]) !== JSON.stringify(live?.[field]),
        )
        .map(field => ({
          field,
          type: 'FieldValueForbidden' as const,
          message: 'Forbidden: field is immutable when `immutable` is set',
        }))
    : [];
}

const configMaps: Strategy = { validate: immutableDataErrors };

const secrets: Strategy = {
  prepare(draft) {
    draft.type ??= 'Opaque';
    const plain = objectAt(draft, 'stringData');
    delete draft.stringData;
    if (plain && Object.keys(plain).length > 0) {
      draft.data = {
        ...objectAt(draft, 'data'),
        ...Object.fromEntries(
          Object.entries(plain).map(([key, value]) => [
            key,
            Buffer.from(String(value)).toString('base64'),
          ]),
        ),
      };
    }
  },
  validate: (draft, live) => [
    ...immutableDataErrors(draft, live),
    ...(live && live.type !== draft.type
      ? [invalid('type', draft.type ?? null, 'field is immutable')]
      : []),
  ],
};

const leases: Strategy = {
  validate: draft => [
    ...['leaseDurationSeconds']
      .filter(field => Number(at(draft, 'spec', field) ?? 1) <= 0)
      .map(field =>
        invalid(
          `spec.${field}`,
          Number(at(draft, 'spec', field)),
          'must be greater than 0',
        ),
      ),
    ...(Number(at(draft, 'spec', 'leaseTransitions') ?? 0) < 0
      ? [
          invalid(
            'spec.leaseTransitions',
            Number(at(draft, 'spec', 'leaseTransitions')),
            'must be greater than or equal to 0',
          ),
        ]
      : []),
  ],
};

const definitions: Strategy = {
  prepareCreate(draft) {
    draft.status = {
      conditions: [],
      acceptedNames: { kind: '', plural: '' },
      storedVersions: [],
    };
  },
  prepare(draft) {
    const names = objectAt(draft, 'spec', 'names');
    const spec = objectAt(draft, 'spec');
    if (names && spec) {
      const kind = stringAt(names, 'kind') ?? '';
      names.singular ||= kind.toLowerCase();
      names.listKind ||= `${kind}List`;
      spec.conversion ??= { strategy: 'None' };
    }
  },
  validate: draft => validateCrd(draft),
};

const pods: Strategy = {
  prepareCreate(draft) {
    draft.status = { phase: 'Pending', qosClass: 'BestEffort' };
  },
  validate: draft =>
    listAt(draft, 'spec', 'containers').length === 0
      ? [required('spec.containers')]
      : [],
};

const services: Strategy = {
  prepareCreate(draft) {
    const spec = objectAt(draft, 'spec') ?? {};
    draft.spec = {
      ...spec,
      sessionAffinity: spec.sessionAffinity ?? 'None',
      type: spec.type ?? 'ClusterIP',
    };
    draft.status = { loadBalancer: {} };
  },
};

const withStatus: Strategy = {
  prepareCreate(draft) {
    draft.status = {};
  },
};

const BUILT_IN: Record<string, Strategy> = {
  namespaces,
  configmaps: configMaps,
  secrets,
  pods,
  services,
  'leases.coordination.k8s.io': leases,
  [`roles.${RBAC_GROUP}`]: roles,
  [`clusterroles.${RBAC_GROUP}`]: roles,
  [`rolebindings.${RBAC_GROUP}`]: bindings,
  [`clusterrolebindings.${RBAC_GROUP}`]: bindings,
  'customresourcedefinitions.apiextensions.k8s.io': definitions,
};

const customWithStatus: Strategy = {
  prepareCreate(draft) {
    delete draft.status;
  },
};

export function strategyOf(type: ServedType): Strategy {
  if (type.custom) {
    return type.subresources.includes('status') ? customWithStatus : {};
  }
  return (
    BUILT_IN[qualified(type)] ??
    (type.subresources.includes('status') ? withStatus : {})
  );
}
