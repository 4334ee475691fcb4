import * as z from 'zod';
import { plainText, roleArn } from '../../fields';
import { recordOf } from '../../records';
import { script } from '../script';
import type { AwsCall } from '../types';
import { awsName, printJson } from './fields';
import { s3Uri } from './s3';

const mediaType = z
  .string()
  .max(100, 'use at most 100 characters')
  .regex(
    /^[a-z0-9]+\/[a-z0-9.+*-]+(; ?[a-z]+=[A-Za-z0-9-]+)?$/,
    'write a media type such as application/json',
  );

/** Asks a SageMaker endpoint once. */
export const sagemakerEndpointCall = z.strictObject({
  service: z.literal('sagemaker-endpoint'),
  endpoint: awsName.max(63, 'use at most 63 characters'),
  payload: plainText({ max: 262_144, lines: true }),
  contentType: mediaType.default('application/json'),
  accept: mediaType.default('application/json'),
});

const INVOKE_ENDPOINT = script(String.raw`
# "fileb" hands the bytes over as they are, in every version of the CLI.
aws sagemaker-runtime invoke-endpoint --endpoint-name "$ENDPOINT_NAME" --content-type "$CONTENT_TYPE" \
  --accept "$ACCEPT" --body "fileb://$CALL_DIR/payload" "$HOME/response" >/dev/null
show "$HOME/response"
`);

export function sagemakerEndpoint(
  call: z.output<typeof sagemakerEndpointCall>,
): AwsCall {
  return {
    env: {
      ENDPOINT_NAME: call.endpoint,
      CONTENT_TYPE: call.contentType,
      ACCEPT: call.accept,
    },
    files: { payload: call.payload },
    script: INVOKE_ENDPOINT,
  };
}

/** Trains a model and waits for it. */
export const sagemakerTrainingCall = z.strictObject({
  service: z.literal('sagemaker-training'),
  /** The name of each training job begins with it; the time of its start is put behind. */
  jobPrefix: z
    .string()
    .max(48, 'use at most 48 characters')
    .regex(
      /^[A-Za-z0-9](-*[A-Za-z0-9])*$/,
      'use letters, digits and "-", with a letter or digit at both ends',
    ),
  /** The role SageMaker works with; the external role must be allowed to pass it on. */
  executionRoleArn: roleArn,
  trainingImage: z
    .string()
    .max(255, 'use at most 255 characters')
    .regex(/^[A-Za-z0-9][A-Za-z0-9./_:@-]*$/, 'write the address of an image'),
  instanceType: z
    .string()
    .regex(
      /^ml\.[a-z0-9-]+\.[a-z0-9-]+$/,
      'write an instance type such as ml.m5.xlarge',
    ),
  instanceCount: z
    .int()
    .min(1, 'use one instance at least')
    .max(100, 'use at most 100 instances')
    .default(1),
  /** GiB. */
  volumeSize: z
    .int()
    .min(1, 'use 1 GiB at least')
    .max(16_384, 'use at most 16384 GiB')
    .default(30),
  /** By name of the channel. */
  channels: recordOf(
    awsName.max(64, 'use at most 64 characters'),
    s3Uri,
  ).default({}),
  output: s3Uri,
  hyperParameters: recordOf(
    plainText({ min: 1, max: 256 }),
    plainText({ max: 2_500 }),
  ).default({}),
  /** Seconds after which SageMaker stops the training. */
  maxRuntime: z
    .int()
    .min(60, 'use 60 seconds at least')
    .max(2_419_200, 'use at most 28 days')
    .default(3_600),
});

const TRAIN = script(String.raw`
name=$JOB_PREFIX-$(date -u +%Y%m%d%H%M%S)
aws sagemaker create-training-job --training-job-name "$name" --cli-input-json "file://$CALL_DIR/request.json" >/dev/null
say "SageMaker training job $name"

state() {
  aws sagemaker describe-training-job --training-job-name "$name" --query TrainingJobStatus --output text
}

reason() {
  aws sagemaker describe-training-job --training-job-name "$name" --query FailureReason --output text >&2
}

await Completed 'InProgress Stopping'
`);

export function sagemakerTraining(
  call: z.output<typeof sagemakerTrainingCall>,
): AwsCall {
  return {
    env: { JOB_PREFIX: call.jobPrefix },
    files: {
      'request.json': printJson({
        RoleArn: call.executionRoleArn,
        AlgorithmSpecification: {
          TrainingImage: call.trainingImage,
          TrainingInputMode: 'File',
        },
        HyperParameters: call.hyperParameters,
        InputDataConfig: Object.entries(call.channels).map(([name, uri]) => ({
          ChannelName: name,
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: uri,
              S3DataDistributionType: 'FullyReplicated',
            },
          },
        })),
        OutputDataConfig: { S3OutputPath: call.output },
        ResourceConfig: {
          InstanceType: call.instanceType,
          InstanceCount: call.instanceCount,
          VolumeSizeInGB: call.volumeSize,
        },
        StoppingCondition: { MaxRuntimeInSeconds: call.maxRuntime },
      }),
    },
    script: TRAIN,
  };
}
