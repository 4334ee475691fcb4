import { isRecord, listOf } from '../rancher/resources';

const SUMMARIES: Record<string, boolean> = { Completed: true, Error: false };

function allTrue(conditions: unknown[]): boolean | undefined {
  return conditions.length === 0
    ? undefined
    : conditions.every(
        condition => isRecord(condition) && condition.status === 'True',
      );
}

function summary(value: unknown): boolean | undefined {
  return typeof value === 'string' && Object.hasOwn(SUMMARIES, value)
    ? SUMMARIES[value]
    : undefined;
}

/**
 * Whether Rancher says that a binding's rights are in effect downstream. Versions differ in what they say: newer ones speak
 * of the downstream cluster apart (`summaryRemote`, `remoteConditions`), 2.9 had one summary for all, older ones say
 * nothing. A status that speaks of the management cluster only means that downstream is not done yet.
 */
export function effectiveness(status: unknown): boolean | undefined {
  if (!isRecord(status)) {
    return undefined;
  }
  return (
    summary(status.summaryRemote) ??
    allTrue(listOf(status.remoteConditions)) ??
    (status.summaryLocal === undefined
      ? summary(status.summary) ?? allTrue(listOf(status.conditions))
      : false)
  );
}
