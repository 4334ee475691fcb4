import type {
  GrantHold,
  GrantTarget,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { ClusterRoleTemplateBinding } from '../rancher/resources';
import { bindingName } from './bindingName';

/*
 * Bindings as a Rancher 2.11 has them some time after they were made.
 */

export const target: GrantTarget = {
  cluster: 'c-m-7qkx2bzl',
  role: 'cluster-member',
  subject: 'u-er1n5mzt7b',
};

export function hold(changes: Partial<GrantHold> = {}): GrantHold {
  return {
    sessionId: '0192f0c1-6b5e-7c3a-9f52-1f0a6e7d4b21',
    expiresAt: new Date('2026-11-21T14:00:00.000Z'),
    holder: 'user:default/erin',
    holderName: 'Erin Engineer',
    reason: 'INC-4711: checkout answers 502',
    requestedAt: new Date('2026-11-21T10:00:00.000Z'),
    origin: 'slack',
    ...changes,
  };
}

/** A binding of ours that Rancher has completed. */
export function completedBinding(
  changes: {
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
  } = {},
): ClusterRoleTemplateBinding {
  const at = '2026-11-21T10:00:01Z';
  const condition = (type: string) => ({
    type,
    status: 'True',
    reason: type,
    message: '',
    lastTransitionTime: at,
  });
  return {
    apiVersion: 'management.cattle.io/v3',
    kind: 'ClusterRoleTemplateBinding',
    metadata: {
      name: bindingName(target),
      namespace: target.cluster,
      uid: '8f1f4a0e-6a55-4c0c-9b0a-4a9f6d6d2b10',
      resourceVersion: '48213377',
      generation: 2,
      creationTimestamp: at,
      labels: {
        'app.kubernetes.io/managed-by': 'cluster-access',
        'auth.management.cattle.io/crb-rb-labels-updated': 'true',
        'cleanup.kyverno.io/ttl': '2026-11-21T140000Z',
        ...changes.labels,
      },
      annotations: {
        'cluster-self-service.io/expires-at': '2026-11-21T14:00:00.000Z',
        'lifecycle.cattle.io/create.cluster-crtb-sync_c-m-7qkx2bzl': 'true',
        'lifecycle.cattle.io/create.mgmt-auth-crtb-controller': 'true',
        ...changes.annotations,
      },
      finalizers: [
        'cluster-self-service.io/cluster-access',
        'controller.cattle.io/mgmt-auth-crtb-controller',
        'clusterscoped.controller.cattle.io/cluster-crtb-sync_c-m-7qkx2bzl',
      ],
    },
    clusterName: target.cluster,
    roleTemplateName: target.role,
    userName: target.subject,
    userPrincipalName: `local://${target.subject}`,
    status: {
      lastUpdateTime: at,
      localConditions: [
        'SubjectExists',
        'LabelsReconciled',
        'BindingExists',
      ].map(condition),
      observedGenerationLocal: 2,
      observedGenerationRemote: 2,
      remoteConditions: [
        'CRTBLabelsUpdated',
        'ClusterRolesExist',
        'ClusterRoleBindingsExist',
        'ServiceAccountImpersonatorExists',
      ].map(condition),
      summary: 'Completed',
      summaryLocal: 'Completed',
      summaryRemote: 'Completed',
    },
  };
}
