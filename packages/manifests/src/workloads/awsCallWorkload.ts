import { parseFields, shortHash } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { awsConfigText } from '../aws-config';
import { repositoryPath } from '../fields';
import { type GeneratedFile, manifestFiles } from '../files';
import { type KubernetesObject, serviceAccount } from '../kubernetes';
import { networkPolicies } from '../networking';
import { domainKey, fitName, type Organisation } from '../organisation';
import { assertValid } from '../validation';
import { awsCall } from './calls';
import { controller, labelsOf } from './controller';
import { type AwsCallWorkload, awsCallWorkloadInput } from './input';
import { callProgram, podSpec, type Program } from './pod';

type Input = z.input<typeof awsCallWorkloadInput>;

/**
 * A Job, CronJob or Deployment that works in an external account, with its AWS config and its service account. The pod of a call
 * fails when the call fails, and of an asynchronous one waits for the end.
 *
 * @throws InvalidFieldsError
 */
export function awsCallWorkload(
  input: Input,
  organisation: Organisation,
): KubernetesObject[] {
  return assertValid(
    Object.values(
      contents(parseFields(awsCallWorkloadInput, input), organisation),
    ).flat(),
  );
}

/**
 * The same as files of one folder, with a kustomization.
 *
 * @param folder - relative to the root of the repository
 * @throws InvalidFieldsError
 */
export function awsCallWorkloadFiles(
  input: Input,
  organisation: Organisation,
  folder: string,
): GeneratedFile[] {
  const place = parseFields(z.object({ folder: repositoryPath }), { folder });
  return manifestFiles(
    place.folder,
    contents(parseFields(awsCallWorkloadInput, input), organisation),
  );
}

function contents(
  workload: AwsCallWorkload,
  organisation: Organisation,
): Record<string, KubernetesObject[]> {
  const { name, namespace, aws, call } = workload;
  const { program, files } = programOf(workload);
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: fitName(`${name}-aws-call`, 253),
      namespace,
      labels: labelsOf(workload),
    },
    data: {
      'aws-config': awsConfigText({ ...aws, namespace, workload: name }),
      ...files,
    },
  };
  const pod = podSpec(
    workload,
    program,
    { name: config.metadata.name, files: Object.keys(files) },
    organisation,
  );
  // Files that are mounted one by one are not renewed in a running pod: it has to be made anew when they change.
  const annotations = {
    [domainKey(organisation, 'config-hash')]: shortHash(
      JSON.stringify(config.data),
    ),
  };
  return {
    'service-account.yaml': workload.serviceAccount.create
      ? serviceAccountOf(workload)
      : [],
    'config.yaml': [config],
    'network-policies.yaml': networkOf(workload),
    [`${call.service}.yaml`]: [controller(workload, pod, annotations)],
  };
}

function programOf(workload: AwsCallWorkload): {
  program: Program;
  files: Record<string, string>;
} {
  const { call } = workload;
  if (call.service === 'command') {
    const { command, args } = call;
    return {
      program: {
        ...(command.length > 0 && { command }),
        ...(args.length > 0 && { args }),
        env: {},
      },
      files: {},
    };
  }
  const made = awsCall(call);
  return {
    program: callProgram(made, workload),
    files: { 'call.sh': made.script, ...made.files },
  };
}

function serviceAccountOf({
  namespace,
  aws,
  serviceAccount: { name },
}: AwsCallWorkload): KubernetesObject[] {
  return serviceAccount({
    name,
    namespace,
    identity:
      aws.identity === 'irsa'
        ? { kind: 'irsa', roleArn: aws.platformRoleArn }
        : { kind: 'pod-identity' },
  });
}

function networkOf(workload: AwsCallWorkload): KubernetesObject[] {
  const { name, namespace, aws, network } = workload;
  return network.create
    ? networkPolicies({
        name,
        namespace,
        podLabels: labelsOf(workload),
        aws: { endpoints: network.endpoints },
        podIdentity: aws.identity === 'pod-identity',
        servers: network.servers,
      })
    : [];
}
