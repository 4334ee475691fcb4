import type { StoredObject } from '../kubernetes/types';
import { isRecord } from '../records';

/**
 * How Rancher gives out rights downstream: until 2.13 each controller keeps its own bindings; since then roles aggregate
 * (feature `aggregated-roletemplates`), which changes finalizers and condition types.
 */
export type RancherMode = 'legacy' | 'aggregated';

interface ModeFacts {
  /** Gone as soon as the management cluster has cleaned up. */
  localFinalizer?: string;
  /** Gone when the downstream cluster has cleaned up too. */
  remoteFinalizer: (cluster: string) => string;
  /** Condition type and its reason. */
  localConditions: Array<[string, string]>;
  remoteConditions: Array<[string, string]>;
}

export const modes: Record<RancherMode, ModeFacts> = {
  legacy: {
    localFinalizer: 'controller.cattle.io/mgmt-auth-crtb-controller',
    remoteFinalizer: cluster =>
      `clusterscoped.controller.cattle.io/cluster-crtb-sync_${cluster}`,
    localConditions: [
      ['SubjectExists', 'SubjectExists'],
      ['LabelsReconciled', 'LabelsReconciled'],
      ['BindingExists', 'BindingExists'],
    ],
    remoteConditions: [
      ['ClusterRolesExist', 'ClusterRolesExist'],
      ['ClusterRoleBindingsExist', 'ClusterRoleBindingsExist'],
      ['ServiceAccountImpersonatorExists', 'ServiceAccountImpersonatorExists'],
    ],
  },
  aggregated: {
    remoteFinalizer: () => 'wrangler.cattle.io/mgmt-crtb-remove-handler',
    localConditions: [
      ['ReconcileSubject', 'SubjectExists'],
      ['ReconcileMembershipBindings', 'MembershipBindingExists'],
      ['ReconcileBindings', 'BindingsExists'],
    ],
    remoteConditions: [
      ['ReconcileClusterRoleBindings', 'ClusterRoleBindingExists'],
      ['EnsureServiceAccountImpersonator', 'ServiceAccountImpersonatorExists'],
    ],
  },
};

export function finalizersOf(mode: RancherMode, cluster: string): string[] {
  const { localFinalizer, remoteFinalizer } = modes[mode];
  return [
    ...(localFinalizer ? [localFinalizer] : []),
    remoteFinalizer(cluster),
  ];
}

function conditionsOf(facts: Array<[string, string]>, at: string) {
  return facts.map(([type, reason]) => ({
    type,
    status: 'True',
    reason,
    message: '',
    lastTransitionTime: at,
  }));
}

/** The status that Rancher's two controllers write when they are done, the remote one only where it was reached. */
export function completedStatus(
  binding: StoredObject,
  options: { mode: RancherMode; remote: boolean; at: string },
): Record<string, unknown> {
  const facts = modes[options.mode];
  const generation = binding.metadata.generation ?? 1;
  return {
    lastUpdateTime: options.at,
    localConditions: conditionsOf(facts.localConditions, options.at),
    observedGenerationLocal: generation,
    summaryLocal: 'Completed',
    ...(options.remote && {
      remoteConditions: conditionsOf(facts.remoteConditions, options.at),
      observedGenerationRemote: generation,
      summaryRemote: 'Completed',
      summary: 'Completed',
    }),
  };
}

/** Whether the status says already what it should, so that nothing is written for nothing. */
export function saysCompleted(binding: StoredObject, remote: boolean): boolean {
  const { status } = binding;
  return (
    isRecord(status) &&
    status.summaryLocal === 'Completed' &&
    (!remote || status.summaryRemote === 'Completed')
  );
}
