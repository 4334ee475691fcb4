import type * as z from 'zod';
import type { awsCallWorkloadInput } from '../input';

type Input = z.input<typeof awsCallWorkloadInput>;

const account = '111122223333';

/** What every workload of the tests has. */
export const workload: Omit<Input, 'call'> = {
  name: 'nightly',
  namespace: 'reports-dev',
  run: { kind: 'Job' },
  aws: {
    identity: 'irsa',
    platformRoleArn: 'arn:aws:iam::283234040926:role/managed--reports-dev',
    externalRoleArn: `arn:aws:iam::${account}:role/lrl-cats-reports-dev`,
    externalId: `cats@reports-dev@${account}`,
    region: 'us-east-2',
  },
  serviceAccount: { name: 'nightly' },
};

/** One call of each service. */
export const calls: Array<Input['call']> = [
  {
    service: 'athena',
    workgroup: 'reports',
    database: 'sales',
    sql: 'SELECT count(*)\nFROM orders',
    output: 's3://reports-results/athena/',
  },
  {
    service: 'aurora',
    clusterArn: `arn:aws:rds:us-east-2:${account}:cluster:orders`,
    secretArn: `arn:aws:secretsmanager:us-east-2:${account}:secret:cats/reports-dev/orders-AbCdEf`,
    database: 'orders',
    sql: 'SELECT 1',
  },
  {
    service: 'dynamodb',
    action: 'put',
    table: 'orders',
    item: { id: 'a', count: 3, tags: ['x', null, true], more: { y: 1.5 } },
  },
  { service: 'dynamodb', action: 'get', table: 'orders', key: { id: 'a' } },
  { service: 'glue', job: 'nightly-report', arguments: { '--day': 'today' } },
  { service: 'lambda', function: 'resize', payload: { size: 3 } },
  {
    service: 'rds',
    host: 'orders.abc.us-east-2.rds.amazonaws.com',
    database: 'orders',
    user: 'reports',
    sql: 'SELECT 1;',
  },
  {
    service: 'redshift',
    target: {
      kind: 'cluster',
      cluster: 'sales',
      login: { by: 'user', user: 'reports' },
    },
    database: 'dev',
    sql: "UPDATE a SET b = '$(id)'",
  },
  {
    service: 'redshift',
    target: { kind: 'workgroup', workgroup: 'sales', login: { by: 'iam' } },
    database: 'dev',
    sql: 'SELECT 1',
  },
  {
    service: 's3',
    action: 'copy',
    from: 's3://a-bucket/x',
    to: 's3://b-bucket/x',
  },
  {
    service: 's3',
    action: 'copy-all',
    from: 's3://a-bucket/x/',
    to: 's3://b-bucket/x/',
  },
  { service: 's3', action: 'sync', from: 's3://a-bucket', to: 's3://b-bucket' },
  { service: 'sagemaker-endpoint', endpoint: 'churn', payload: '{"a": 1}' },
  {
    service: 'sagemaker-training',
    jobPrefix: 'churn',
    executionRoleArn: `arn:aws:iam::${account}:role/churn-training`,
    trainingImage: `${account}.dkr.ecr.us-east-2.amazonaws.com/churn:3`,
    instanceType: 'ml.m5.xlarge',
    channels: { train: 's3://churn-data/train/' },
    output: 's3://churn-models/',
    hyperParameters: { epochs: '3' },
  },
  { service: 'secretsmanager', secret: 'cats/reports-dev/orders' },
  {
    service: 'sqs',
    queueUrl: `https://sqs.us-east-2.amazonaws.com/${account}/orders.fifo`,
    message: 'hello "you"',
    groupId: 'a',
    deduplicationId: '1',
  },
  {
    service: 'stepfunctions',
    stateMachineArn: `arn:aws:states:us-east-2:${account}:stateMachine:nightly`,
    input: { day: 'today' },
  },
];
