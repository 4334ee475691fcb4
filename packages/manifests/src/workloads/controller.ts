import type { KubernetesObject } from '../kubernetes';
import type { AwsCallWorkload } from './input';

/** How long a pod may take to start and to end, beside the call. */
const MARGIN_SECONDS = 600;

/** What keeps the pod running, or runs it to its end. */
export function controller(
  workload: AwsCallWorkload,
  pod: object,
  annotations: Record<string, string>,
): KubernetesObject {
  const { name, namespace, run } = workload;
  const labels = labelsOf(workload);
  const metadata = { name, namespace, labels };
  switch (run.kind) {
    case 'Job':
      return {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata,
        // It stays when it is done: a Job that is cleared away after a time is made again by Argo CD, and its call with it.
        spec: jobSpec(workload, pod),
      };
    case 'CronJob':
      return {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata,
        spec: {
          schedule: run.schedule,
          timeZone: run.timeZone,
          suspend: run.suspend,
          concurrencyPolicy: 'Forbid',
          startingDeadlineSeconds: 300,
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 3,
          jobTemplate: { metadata: { labels }, spec: jobSpec(workload, pod) },
        },
      };
    default:
      return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          replicas: run.replicas,
          selector: { matchLabels: labels },
          template: { metadata: { labels, annotations }, spec: pod },
        },
      };
  }
}

function jobSpec(workload: AwsCallWorkload, pod: object) {
  const { retries, timeout } = workload;
  return {
    backoffLimit: retries,
    activeDeadlineSeconds: (timeout + MARGIN_SECONDS) * (retries + 1),
    template: {
      metadata: { labels: labelsOf(workload) },
      spec: { restartPolicy: 'Never', ...pod },
    },
  };
}

/** Labels of everything of a workload; its pods are selected by them. */
export function labelsOf({ name }: AwsCallWorkload): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}
