import type { Organisation } from '../organisation';
import type { AwsCall } from './types';
import type { AwsCallWorkload } from './input';

/** Where the seeds' image looks for its AWS config. */
const CONFIG_FILE = '/home/run_user/aws-custom-config';

const CALL_DIR = '/opt/aws-call';

/** The one place a pod can write to. */
const WRITABLE = '/tmp';

/** What a container runs. */
export interface Program {
  command?: string[];
  args?: string[];
  env: Record<string, string>;
}

/** The program that makes a call. */
export function callProgram(
  call: AwsCall,
  { timeout, pollInterval, printResponse }: AwsCallWorkload,
): Program {
  return {
    command: ['/bin/sh', `${CALL_DIR}/call.sh`],
    env: {
      CALL_DIR,
      WAIT_SECONDS: String(timeout),
      POLL_SECONDS: String(pollInterval),
      PRINT_RESPONSE: String(printResponse),
      ...call.env,
    },
  };
}

/**
 * The spec of a pod that fits the Pod Security Standard "restricted", with both hops configured.
 *
 * @param configMap - its key `aws-config` is the AWS config; what else is in it is found in `CALL_DIR`
 */
export function podSpec(
  workload: AwsCallWorkload,
  program: Program,
  configMap: { name: string; files: string[] },
  organisation: Organisation,
) {
  const { serviceAccount, image, resources, runAsUser } = workload;
  const hasFiles = configMap.files.length > 0;
  return {
    serviceAccountName: serviceAccount.name,
    // The token for AWS is a volume of its own; that for the API server is of no use here.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser,
      runAsGroup: runAsUser,
      fsGroup: runAsUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'call',
        image: image ?? organisation.images.awsCli,
        ...(program.command && { command: program.command.map(verbatim) }),
        ...(program.args && { args: program.args.map(verbatim) }),
        env: environment(workload, program.env),
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
        resources: {
          requests: { cpu: resources.cpu, memory: resources.memory },
          limits: { memory: resources.memoryLimit },
        },
        volumeMounts: [
          {
            name: 'aws-config',
            mountPath: CONFIG_FILE,
            subPath: 'aws-config',
            readOnly: true,
          },
          ...(hasFiles
            ? [{ name: 'call', mountPath: CALL_DIR, readOnly: true }]
            : []),
          { name: 'tmp', mountPath: WRITABLE },
        ],
      },
    ],
    volumes: [
      volume('aws-config', configMap.name, ['aws-config']),
      ...(hasFiles ? [volume('call', configMap.name, configMap.files)] : []),
      { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
    ],
  };
}

function volume(name: string, configMap: string, keys: string[]) {
  return {
    name,
    configMap: {
      name: configMap,
      items: keys.map(key => ({ key, path: key })),
    },
  };
}

function environment(
  { aws }: AwsCallWorkload,
  own: Record<string, string>,
): Array<{ name: string; value: string }> {
  const all = {
    AWS_CONFIG_FILE: CONFIG_FILE,
    AWS_PROFILE: aws.profiles.external,
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_RETRY_MODE: 'standard',
    // The CLI would wait for somebody to leave the pager.
    AWS_PAGER: '',
    HOME: WRITABLE,
    ...own,
  };
  return Object.entries(all).map(([name, value]) => ({
    name,
    value: verbatim(value),
  }));
}

/**
 * A text that Kubernetes leaves as it is: it would put the value of a variable in the place of `$(VARIABLE)`.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function verbatim(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}
