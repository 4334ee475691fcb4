import { findAwsCommands, withoutComments } from '../shell/commands';
import type { Manifest } from '../manifest';
import type { ManifestRule } from './rule';

const KEEPS_RUNNING = /\b(?:while|until|for|sleep|tail\s+-f|wait|exec)\b/;

/** A command that ends, run by something that starts it again each time: it loops, and each round is a call and a bill. */
export const oneShotDeployment: ManifestRule = manifest => {
  if (manifest.kind !== 'Deployment') {
    return [];
  }
  return manifest.containers
    .filter(container => !container.includes('initContainers'))
    .flatMap(container => {
      const script = ['command', 'args']
        .map(field => manifest.range([...container, field]))
        .map(({ start, end }) => manifest.text.slice(start, end))
        .join('\n');
      const hasCommand = manifest
        .keys(container)
        .some(key => ['command', 'args'].includes(key));
      if (
        !hasCommand ||
        !findAwsCommands(script).length ||
        KEEPS_RUNNING.test(withoutComments(script))
      ) {
        return [];
      }
      const [start, end] = manifest.document.contents?.range ?? [0, 0];
      return [
        {
          rule: 'one-shot-command-in-deployment',
          severity: 'error',
          range: manifest.range(container),
          path: container,
          message:
            'A Deployment keeps its pods running: when this command is done, the container is started again, and the call is made again without end. What is to run once is a Job, what is to run by the clock a CronJob.',
          correction: { start, end, text: asJob(manifest) },
          source:
            'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
        },
      ];
    });
};

/** The same pods as a Job, comments kept. */
function asJob({ document }: Manifest): string {
  const job = document.clone();
  job.setIn(['apiVersion'], 'batch/v1');
  job.setIn(['kind'], 'Job');
  [
    'replicas',
    'selector',
    'strategy',
    'minReadySeconds',
    'revisionHistoryLimit',
    'progressDeadlineSeconds',
  ].forEach(field => job.deleteIn(['spec', field]));
  job.setIn(['spec', 'backoffLimit'], 3);
  job.setIn(['spec', 'template', 'spec', 'restartPolicy'], 'Never');
  if (job.directives) {
    job.directives.docStart = null;
  }
  return job.toString({ lineWidth: 0 });
}
