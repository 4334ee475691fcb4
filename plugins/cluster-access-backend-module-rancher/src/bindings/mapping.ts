import { InputError } from '@backstage/errors';
import type {
  GrantHold,
  GrantTarget,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { ClusterRoleTemplateBinding } from '../rancher/resources';
import { parseTime } from '../rancher/time';
import { bindingName } from './bindingName';
import { effectiveness } from './effectiveness';
import { lastExpiry, parseHolds, serializeHolds } from './holds';
import { ttlMarks, type Marks, type TtlController } from './ttlMarkers';

export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const MANAGED_BY = 'cluster-access';
export const HOLDS_ANNOTATION = 'cluster-self-service.io/holds';
export const EXPIRES_AT_ANNOTATION = 'cluster-self-service.io/expires-at';
export const FINALIZER = 'cluster-self-service.io/cluster-access';

/** The target of a binding of a user; a binding of a group has none. */
export function targetOf(
  binding: ClusterRoleTemplateBinding,
): GrantTarget | undefined {
  const { clusterName, roleTemplateName, userName } = binding;
  return clusterName && roleTemplateName && userName
    ? { cluster: clusterName, role: roleTemplateName, subject: userName }
    : undefined;
}

/**
 * Whether we made a binding: it has the name that only its content gives. Marks prove nothing: someone could have copied them
 * with another binding, which must never be deleted; and whoever may edit a binding could take them off, which must not
 * make a session's access look gone while it lasts.
 */
export function isOurs(binding: ClusterRoleTemplateBinding): boolean {
  const target = targetOf(binding);
  return (
    target !== undefined &&
    binding.metadata.namespace === target.cluster &&
    binding.metadata.name === bindingName(target)
  );
}

/**
 * A binding of ours as the backend sees it; nothing where it is not ours.
 *
 * @param tellsEffect - whether this version of Rancher says of bindings that they are in effect: then one of which it has not
 * said so yet is not
 */
export function observedGrant(
  binding: ClusterRoleTemplateBinding,
  tellsEffect = false,
): ObservedGrant | undefined {
  const {
    name,
    uid,
    annotations = {},
    creationTimestamp,
    finalizers = [],
  } = binding.metadata;
  const target = targetOf(binding);
  const createdAt = parseTime(creationTimestamp);
  if (!target || !name || !uid || !createdAt || !isOurs(binding)) {
    return undefined;
  }
  const holds = parseHolds(annotations[HOLDS_ANNOTATION]);
  const expiresAt =
    parseTime(annotations[EXPIRES_AT_ANNOTATION]) ?? lastExpiry(holds);
  const effective =
    effectiveness(binding.status) ?? (tellsEffect ? false : undefined);
  return {
    target,
    uid,
    name,
    holds,
    ...(expiresAt && { expiresAt }),
    createdAt,
    state: binding.metadata.deletionTimestamp ? 'deleting' : 'present',
    heldBackBy: finalizers.filter(finalizer => finalizer !== FINALIZER),
    ...(effective !== undefined && { effective }),
  };
}

/**
 * The marks a binding with these holds carries.
 *
 * @throws InputError without holds: a binding that nobody holds must not be
 */
export function marksOf(
  holds: GrantHold[],
  options: { createdAt: Date; ttlMarkers: readonly TtlController[] },
): Marks {
  const expiresAt = lastExpiry(holds);
  if (!expiresAt) {
    throw new InputError('A binding needs a session that holds it');
  }
  const { labels, annotations } = ttlMarks(options.ttlMarkers, {
    expiresAt,
    createdAt: options.createdAt,
  });
  return {
    labels: { ...labels, [MANAGED_BY_LABEL]: MANAGED_BY },
    annotations: {
      ...annotations,
      [HOLDS_ANNOTATION]: serializeHolds(holds),
      [EXPIRES_AT_ANNOTATION]: expiresAt.toISOString(),
    },
  };
}

/** The binding to create. Rancher fills in the rest of the subject. */
export function newBinding(
  target: GrantTarget,
  marks: Marks,
): ClusterRoleTemplateBinding {
  return {
    apiVersion: 'management.cattle.io/v3',
    kind: 'ClusterRoleTemplateBinding',
    metadata: {
      name: bindingName(target),
      namespace: target.cluster,
      labels: marks.labels,
      annotations: marks.annotations,
      finalizers: [FINALIZER],
    },
    clusterName: target.cluster,
    roleTemplateName: target.role,
    userName: target.subject,
  };
}

/** The merge patch that makes a binding carry these marks; nothing where it does already. */
export function marksPatch(
  binding: ClusterRoleTemplateBinding,
  marks: Marks,
): { metadata: Record<string, unknown> } | undefined {
  const {
    labels = {},
    annotations = {},
    finalizers = [],
    resourceVersion,
  } = binding.metadata;
  const carries = (
    has: Record<string, string>,
    wanted: Record<string, string>,
  ) => Object.entries(wanted).every(([key, value]) => has[key] === value);
  const held = finalizers.includes(FINALIZER);
  if (
    held &&
    carries(labels, marks.labels) &&
    carries(annotations, marks.annotations)
  ) {
    return undefined;
  }
  return {
    metadata: {
      resourceVersion,
      labels: marks.labels,
      annotations: marks.annotations,
      ...(!held && { finalizers: [...finalizers, FINALIZER] }),
    },
  };
}
