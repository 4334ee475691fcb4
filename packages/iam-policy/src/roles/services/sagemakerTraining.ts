import type { Statement } from '../../document';
import { executionRole } from '../execution';
import type { AskedAccess, RoleDefinition, ServicePlace } from '../types';
import { accessObjects } from './objects';
import type { ObjectLocation } from './objects';
import { contributeOwn } from './ownAsked';
import { allow, ask, resourceArn } from './support';

const service = 'sagemaker.amazonaws.com';
const logGroup = '/aws/sagemaker/TrainingJobs';

/** What a training job does with the role it runs as. */
interface Training {
  jobs: string[];
  input: ObjectLocation[];
  output: ObjectLocation;
  repositories?: string[];
  statements?: Statement[];
}

/**
 * The role a training job runs as: it reads the training data, writes the model, pulls the image, and reports to CloudWatch.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createtrainingjob-perms
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
 */
export function trainingRole(
  { jobs, input, output, repositories = [], statements = [] }: Training,
  place: ServicePlace,
): { role: RoleDefinition; asked: AskedAccess[] } {
  const parts = [
    accessObjects(
      'SagemakerInput',
      { object: ['s3:GetObject'], list: true },
      input,
      place,
    ),
    accessObjects(
      'SagemakerOutput',
      { object: ['s3:PutObject'] },
      [output],
      place,
    ),
    ...(repositories.length ? [pulling(repositories, place)] : []),
    reporting(jobs, place),
    contributeOwn('SagemakerOwn', statements),
  ];
  const source = resourceArn(place, 'sagemaker', 'training-job/*');
  const role = executionRole(place, {
    parts: ['sagemaker', 'training'],
    description: `Training jobs of ${place.namespace} in SageMaker`,
    service,
    source: { arnPattern: source },
    statements: parts.flatMap(part => part.statements),
  });
  const through = {
    servicePrincipal: service,
    roleArn: role.arn,
    context: {
      'aws:SourceAccount': place.accountId,
      'aws:SourceArn': source.replace('*', 'example'),
    },
    within: { 'aws:SourceArn': [source] },
  };
  return {
    role,
    asked: parts
      .flatMap(({ asked }) => asked)
      .map(access => ({ ...access, through })),
  };
}

interface Part {
  statements: Statement[];
  asked: AskedAccess[];
}

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/security_iam_id-based-policy-examples.html */
function pulling(repositories: string[], place: ServicePlace): Part {
  const actions = [
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchGetImage',
  ];
  const arns = repositories.map(name =>
    resourceArn(place, 'ecr', `repository/${name}`),
  );
  return {
    statements: [
      allow('SagemakerPullImage', actions, arns),
      allow('SagemakerPullLogin', ['ecr:GetAuthorizationToken'], ['*']),
    ],
    asked: [
      ...ask(actions, arns),
      ...ask(['ecr:GetAuthorizationToken'], ['*']),
    ],
  };
}

/**
 * Logs go to a group that all training jobs of the account share, each job to streams of its own. Calls on the group itself name
 * it with `:log-stream:` behind it, or (some of them) without.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
function reporting(jobs: string[], place: ServicePlace): Part {
  const group = resourceArn(place, 'logs', `log-group:${logGroup}`);
  const groups = [group, `${group}:log-stream:`];
  const groupActions = ['logs:CreateLogGroup', 'logs:DescribeLogStreams'];
  const streamActions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const streams = jobs.map(
    job => `${group}:log-stream:${job.endsWith('*') ? job : `${job}/*`}`,
  );
  const namespace = '/aws/sagemaker/TrainingJobs';
  return {
    statements: [
      allow('SagemakerLogGroup', groupActions, groups),
      allow('SagemakerLogStreams', streamActions, streams),
      allow('SagemakerMetrics', ['cloudwatch:PutMetricData'], ['*'], {
        StringEquals: { 'cloudwatch:namespace': [namespace] },
      }),
    ],
    asked: [
      ...ask(groupActions, groups),
      ...streamActions.flatMap(action =>
        streams.map(pattern => ({
          action,
          resource: pattern.replace('*', '1'),
          within: { resource: pattern },
        })),
      ),
      {
        // Without a data set the call has no resource, and a policy cannot ask for that.
        action: 'cloudwatch:PutMetricData',
        resource: '*',
        context: { 'cloudwatch:namespace': namespace },
        within: { resource: '*' },
      },
    ],
  };
}
