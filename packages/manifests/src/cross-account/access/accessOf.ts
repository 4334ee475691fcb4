import { formatArn, type RolePair } from '@cluster-self-service/iam-policy';
import type { ServiceCall } from '../../workloads/calls';
import { redshiftAccess } from './redshift';
import { all, arnsOf, askedFor, type CallAccess, readSecret } from './request';
import { copyAccess, putObject } from './s3';

/**
 * What the external role of a pair has to be allowed for a call to be made, and to be waited for. What a query reads is not in it:
 * it stands in the SQL.
 */
export function accessOf(call: ServiceCall, pair: RolePair): CallAccess[] {
  const arn = arnsOf(pair);
  switch (call.service) {
    case 'athena':
      return [
        ...all(
          ['athena:StartQueryExecution', 'athena:GetQueryExecution'],
          arn('athena', `workgroup/${call.workgroup}`),
        ),
        ...(call.output ? [putObject(call.output, pair)] : []),
      ];
    case 'aurora':
      return [
        ...all(['rds-data:ExecuteStatement'], call.clusterArn),
        readSecret(call.secretArn, pair),
      ];
    case 'dynamodb':
      return all(
        [call.action === 'put' ? 'dynamodb:PutItem' : 'dynamodb:GetItem'],
        arn('dynamodb', `table/${call.table}`),
      );
    case 'glue':
      return all(
        ['glue:StartJobRun', 'glue:GetJobRun'],
        arn('glue', `job/${call.job}`),
      );
    case 'lambda':
      return all(
        ['lambda:InvokeFunction'],
        arn(
          'lambda',
          ['function', call.function, call.qualifier]
            .filter(part => part !== undefined)
            .join(':'),
        ),
      );
    case 'rds':
      return [
        askedFor(
          pair,
          'rds-db:connect',
          arn('rds-db', `dbuser:*/${call.user}`),
        ),
      ];
    case 'redshift':
      return redshiftAccess(call, pair);
    case 's3':
      return copyAccess(call, pair);
    case 'sagemaker-endpoint':
      return all(
        ['sagemaker:InvokeEndpoint'],
        arn('sagemaker', `endpoint/${call.endpoint}`),
      );
    case 'sagemaker-training':
      return [
        ...all(
          ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob'],
          arn('sagemaker', `training-job/${call.jobPrefix}-20260101000000`),
        ),
        {
          action: 'iam:PassRole',
          resources: [call.executionRoleArn],
          context: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
        },
      ];
    case 'secretsmanager':
      return [readSecret(call.secret, pair)];
    case 'sqs':
      return all(['sqs:SendMessage'], queueArn(call.queueUrl, pair));
    default:
      return [
        ...all(['states:StartExecution'], call.stateMachineArn),
        ...all(
          ['states:DescribeExecution'],
          `${call.stateMachineArn.replace(
            ':stateMachine:',
            ':execution:',
          )}:example`,
        ),
      ];
  }
}

function queueArn(url: string, { platformAccount }: RolePair): string {
  const { hostname, pathname } = new URL(url);
  const [, accountId, name] = pathname.split('/');
  return formatArn({
    partition: platformAccount.partition,
    service: 'sqs',
    region: hostname.split('.')[1],
    accountId,
    resource: name,
  });
}
