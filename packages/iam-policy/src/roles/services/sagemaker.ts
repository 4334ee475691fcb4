import * as z from 'zod';
import type { AskedAccess, ServiceBuilder, ServicePlace } from '../types';
import { objectLocation } from './objects';
import { ownStatements } from './ownStatements';
import { trainingRole } from './sagemakerTraining';
import { allow, ask, listOf, resourceArn } from './support';

const endpointName = z
  .string()
  .regex(
    /^[A-Za-z0-9](-*[A-Za-z0-9]){0,62}$/,
    'use an endpoint name of up to 63 letters, digits and -',
  );

const invokeActions = {
  synchronous: 'sagemaker:InvokeEndpoint',
  asynchronous: 'sagemaker:InvokeEndpointAsync',
  streaming: 'sagemaker:InvokeEndpointWithResponseStream',
};

const training = z.strictObject({
  /** Names of training jobs; each run needs a name of its own, so a `*` may stand at the end. */
  jobs: listOf(
    z
      .string()
      .regex(
        /^[A-Za-z0-9](-*[A-Za-z0-9]){0,62}-?\*?$/,
        'use a job name of up to 63 letters, digits and -, with a * at the end for all that begin so',
      ),
  ),
  /** Training data. */
  input: z
    .array(objectLocation)
    .min(1, 'list at least one place of training data'),
  /** Where the model goes. */
  output: objectLocation,
  /** Repositories in ECR with the image to train with; none for an algorithm of AWS's own. */
  repositories: listOf(
    z
      .string()
      .regex(
        /^(?=.{2,256}$)[a-z0-9]+([._/-][a-z0-9]+)*$/,
        'use a repository name of lower case letters and digits, with one of ._-/ between them',
      ),
  ).optional(),
  /** What else the training code calls, or needs for a VPC, a KMS key or tags. */
  statements: ownStatements.optional(),
});

/** Endpoints that may be invoked, and training jobs that may be run. */
export const sagemakerAccess = z
  .strictObject({
    service: z.literal('sagemaker'),
    endpoints: listOf(endpointName).optional(),
    /** How the endpoints are invoked. */
    invocation: listOf(
      z.enum(['synchronous', 'asynchronous', 'streaming']),
    ).default(['synchronous']),
    training: training.optional(),
  })
  .refine(access => access.endpoints || access.training, {
    message: 'name an endpoint to invoke, or jobs to train under "training"',
    path: ['endpoints'],
  });

const trainActions = [
  'sagemaker:CreateTrainingJob',
  'sagemaker:DescribeTrainingJob',
  'sagemaker:StopTrainingJob',
];

/**
 * SageMaker: invokes the named endpoints, and runs training jobs with a role of their own, which the caller may hand to SageMaker
 * only.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createtrainingjob-perms
 */
export const sagemakerBuilder: ServiceBuilder<
  z.output<typeof sagemakerAccess>
> = {
  service: 'sagemaker',
  prefixes: ['sagemaker', 'iam', 's3', 'ecr', 'logs', 'cloudwatch'],
  build({ endpoints = [], invocation, training: jobs }, place) {
    const endpointArns = endpoints.map(name =>
      resourceArn(place, 'sagemaker', `endpoint/${name}`),
    );
    const endpointActions = [
      ...invocation.map(how => invokeActions[how]),
      'sagemaker:DescribeEndpoint',
    ];
    const trained = jobs && train(jobs, place);
    return {
      statements: [
        ...(endpoints.length
          ? [allow('SagemakerInvoke', endpointActions, endpointArns)]
          : []),
        ...(trained?.statements ?? []),
      ],
      asked: [...ask(endpointActions, endpointArns), ...(trained?.asked ?? [])],
      executionRoles: trained ? [trained.role] : [],
      notes: [
        ...(endpoints.length && invocation.includes('asynchronous')
          ? [
              'An asynchronous call names its input in S3: ask for "s3" as well, to put it there and to fetch the answer.',
            ]
          : []),
        ...(trained
          ? [
              `Give ${trained.role.arn} as the RoleArn of each training job.`,
              'A training job in a VPC, or with a KMS key of its own, needs more: give it as "statements" of the training.',
            ]
          : []),
      ],
    };
  },
};

function train(jobs: z.output<typeof training>, place: ServicePlace) {
  const jobArns = jobs.jobs.map(name =>
    resourceArn(place, 'sagemaker', `training-job/${name}`),
  );
  const { role, asked } = trainingRole(jobs, place);
  const passed = { 'iam:PassedToService': 'sagemaker.amazonaws.com' };
  return {
    role,
    statements: [
      allow('SagemakerTrain', trainActions, jobArns),
      allow('SagemakerPassRole', ['iam:PassRole'], [role.arn], {
        StringEquals: { 'iam:PassedToService': ['sagemaker.amazonaws.com'] },
      }),
    ],
    asked: [
      ...trainActions.flatMap(action => jobArns.map(arn => oneOf(action, arn))),
      ...ask(['iam:PassRole'], [role.arn], passed),
      ...asked,
    ],
  };
}

/** A call on the resource, or on one that begins so. */
function oneOf(action: string, pattern: string): AskedAccess {
  return pattern.endsWith('*')
    ? {
        action,
        resource: `${pattern.slice(0, -1)}1`,
        within: { resource: pattern },
      }
    : { action, resource: pattern };
}
