import type {
  AccessRequest,
  AccessRequestField,
  AccessRequestProblem,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { ViewValues } from '../http/payloads';
import { clean } from '../text/mrkdwn';
import { CLUSTER, DURATION, REASON, ROLE, roleBlockId } from './modal';

export type Submission =
  | { complete: true; request: AccessRequest }
  | { complete: false; errors: Record<string, string> };

/** Errors by block id, as Slack takes them. */
export type BlockErrors = Record<string, string>;

/** The cluster chosen so far. */
export function chosenCluster(values: ViewValues): string | undefined {
  return values[CLUSTER]?.[CLUSTER]?.selected_option?.value;
}

/** Reads what a person has entered. */
export function readSubmission(values: ViewValues): Submission {
  const cluster = chosenCluster(values) ?? '';
  // Only the roles of this very cluster count; after a change of cluster others may still be on the screen.
  const role = values[roleBlockId(cluster)]?.[ROLE]?.selected_option?.value;
  const duration = values[DURATION]?.[DURATION]?.selected_option?.value ?? '';
  if (!role) {
    const message = cluster
      ? 'Choose this cluster once more to see its roles, then choose a role.'
      : 'Choose a cluster.';
    return { complete: false, errors: { [CLUSTER]: message } };
  }
  if (!/^\d{1,9}$/.test(duration)) {
    return {
      complete: false,
      errors: { [DURATION]: 'Choose how long you need it.' },
    };
  }
  const reason = values[REASON]?.[REASON]?.value ?? '';
  return {
    complete: true,
    request: { cluster, role, durationSeconds: Number(duration), reason },
  };
}

/** Puts each problem at the block it is about; what is about the person stands at the first one. */
export function blockErrors(
  problems: AccessRequestProblem[],
  cluster: string,
): BlockErrors {
  const blocks: Record<AccessRequestField, string> = {
    requester: CLUSTER,
    cluster: CLUSTER,
    role: roleBlockId(cluster),
    duration: DURATION,
    reason: REASON,
  };
  const errors: BlockErrors = {};
  for (const { field, message } of problems) {
    const block = blocks[field];
    errors[block] = clean(
      [errors[block], message].filter(Boolean).join(' '),
      1000,
    );
  }
  return errors;
}
