import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { defaultOrganisation } from '../organisation';
import { crossAccountAccess } from './crossAccountAccess';
import type { CrossAccountInput } from './input';

type Service = CrossAccountInput['services'][number];
type Workload = NonNullable<CrossAccountInput['workloads']>[number];
type Call = Workload['call'];

const accountId = '490262564977';
const arn = (service: string, resource: string, account = accountId) =>
  `arn:aws:${service}:us-east-2:${account}:${resource}`;

/** The message about the call, if it is refused. */
function refusalOf(call: Call, services: Service[]): string | undefined {
  try {
    crossAccountAccess(
      {
        namespace: 'llm-qa',
        serviceAccount: 'reports',
        account: { accountId, region: 'us-east-2' },
        services,
        workloads: [
          {
            name: 'call',
            run: { kind: 'Job' },
            call,
            ...(['rds', 'command'].includes(call.service) && {
              image: 'registry.example.com/tools:1',
              network: { servers: [{ cidr: '10.0.0.0/16', port: 5432 }] },
            }),
          },
        ],
      },
      defaultOrganisation,
    );
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      expect(error.problems.map(({ path }) => path)).toEqual([
        'workloads[0].call',
      ]);
      return error.message;
    }
    throw error;
  }
  return undefined;
}

const workgroupId = '8a2b3c4d-1111-4222-8333-444455556666';
const ordersSecret = 'cats/llm-qa/orders';

const services: Record<string, Service> = {
  athena: {
    service: 'athena',
    workgroup: 'reports',
    tables: [{ database: 'sales', names: ['orders'] }],
    data: [{ bucket: 'sales-lake' }],
    results: { bucket: 'results', prefix: 'athena/' },
  },
  aurora: {
    service: 'aurora',
    dataApi: [{ cluster: 'orders', secret: { name: ordersSecret } }],
  },
  dynamodb: {
    service: 'dynamodb',
    tables: [{ table: 'orders', access: 'read' }],
  },
  glue: { service: 'glue', jobs: ['nightly'] },
  lambda: {
    service: 'lambda',
    functions: [{ name: 'resize', qualifiers: ['live'] }],
  },
  rds: {
    service: 'rds',
    instances: [{ resourceId: 'db-ABCDEFGHIJKL01234', users: ['reports'] }],
  },
  byUser: {
    service: 'redshift',
    clusters: [
      {
        cluster: 'sales',
        login: { by: 'user', user: 'reports', databases: ['dev'] },
      },
    ],
  },
  byIam: {
    service: 'redshift',
    clusters: [{ cluster: 'sales', login: { by: 'iam', databases: ['dev'] } }],
  },
  workgroup: {
    service: 'redshift',
    workgroups: [{ workgroupId, login: { by: 'iam' } }],
  },
  source: {
    service: 's3',
    bucket: 'source',
    prefixes: ['in/'],
    operations: ['list', 'read'],
  },
  target: {
    service: 's3',
    bucket: 'target',
    operations: ['write'],
    bucketAccountId: '111122223333',
  },
  endpoint: { service: 'sagemaker', endpoints: ['churn'] },
  training: {
    service: 'sagemaker',
    training: {
      jobs: ['churn-*'],
      input: [{ bucket: 'churn-data', prefix: 'train/' }],
      output: { bucket: 'churn-models' },
      repositories: ['churn'],
    },
  },
  secretsmanager: {
    service: 'secretsmanager',
    names: [ordersSecret],
    operations: ['read'],
  },
  sqs: { service: 'sqs', queues: ['orders'], operations: ['send'] },
  stepfunctions: { service: 'stepfunctions', stateMachines: ['nightly'] },
};

const athena: Call = {
  service: 'athena',
  workgroup: 'reports',
  database: 'sales',
  sql: 'SELECT 1',
  output: 's3://results/athena/',
};
const aurora: Call = {
  service: 'aurora',
  clusterArn: arn('rds', 'cluster:orders'),
  secretArn: arn('secretsmanager', `secret:${ordersSecret}-AbCdEf`),
  database: 'orders',
  sql: 'SELECT 1',
};
const rds: Call = {
  service: 'rds',
  host: 'orders.abc.us-east-2.rds.amazonaws.com',
  database: 'orders',
  user: 'reports',
  sql: 'SELECT 1',
};
const redshift = (
  target: Extract<Call, { service: 'redshift' }>['target'],
  database = 'dev',
): Call => ({ service: 'redshift', target, database, sql: 'SELECT 1' });
const copy = (
  action: 'copy' | 'copy-all' | 'sync',
  from: string,
  to: string,
): Call => ({ service: 's3', action, from, to });
const training: Call = {
  service: 'sagemaker-training',
  jobPrefix: 'churn-daily',
  executionRoleArn: `arn:aws:iam::${accountId}:role/lrl-cats-llm-qa.reports.sagemaker.training`,
  trainingImage: `${accountId}.dkr.ecr.us-east-2.amazonaws.com/churn:3`,
  instanceType: 'ml.m5.xlarge',
  output: 's3://churn-models/',
};
const send = (region: string, account: string, queue: string): Call => ({
  service: 'sqs',
  queueUrl: `https://sqs.${region}.amazonaws.com/${account}/${queue}`,
  message: 'hello',
});
const start = (name: string, account = accountId): Call => ({
  service: 'stepfunctions',
  stateMachineArn: arn('states', `stateMachine:${name}`, account),
});

describe('a call that its services cover', () => {
  it.each<[string, Call, Service[]]>([
    ['athena', athena, [services.athena]],
    ['aurora', aurora, [services.aurora]],
    [
      'aurora, by the start of the ARN of its secret',
      {
        ...aurora,
        secretArn: arn('secretsmanager', `secret:${ordersSecret}`),
      },
      [services.aurora],
    ],
    [
      'dynamodb',
      { service: 'dynamodb', action: 'get', table: 'orders', key: { id: 1 } },
      [services.dynamodb],
    ],
    ['glue', { service: 'glue', job: 'nightly' }, [services.glue]],
    [
      'lambda',
      { service: 'lambda', function: 'resize', qualifier: 'live' },
      [services.lambda],
    ],
    ['rds', rds, [services.rds]],
    [
      'redshift by user',
      redshift({
        kind: 'cluster',
        cluster: 'sales',
        login: { by: 'user', user: 'reports' },
      }),
      [services.byUser],
    ],
    [
      'redshift by IAM',
      redshift({ kind: 'cluster', cluster: 'sales', login: { by: 'iam' } }),
      [services.byIam],
    ],
    [
      'redshift serverless',
      redshift({ kind: 'workgroup', workgroup: 'w', login: { by: 'iam' } }),
      [services.workgroup],
    ],
    [
      'a copy to a bucket of another account',
      copy('copy', 's3://source/in/a.csv', 's3://target/a.csv'),
      [services.source, services.target],
    ],
    [
      'a copy to the top of a bucket',
      copy('copy', 's3://source/in/a.csv', 's3://target'),
      [services.source, services.target],
    ],
    [
      'a copy of a folder',
      copy('copy-all', 's3://source/in', 's3://target/in/'),
      [services.source, services.target],
    ],
    [
      'sagemaker endpoint',
      { service: 'sagemaker-endpoint', endpoint: 'churn', payload: '{}' },
      [services.endpoint],
    ],
    ['sagemaker training', training, [services.training]],
    [
      'secretsmanager',
      { service: 'secretsmanager', secret: ordersSecret },
      [services.secretsmanager],
    ],
    ['sqs', send('us-east-2', accountId, 'orders'), [services.sqs]],
    ['stepfunctions', start('nightly'), [services.stepfunctions]],
    [
      'a program of its own',
      { service: 'command', args: ['x'] },
      [services.glue],
    ],
  ])('passes: %s', (_, call, asked) => {
    expect(refusalOf(call, asked)).toBeUndefined();
  });
});

describe('a call that its services do not cover', () => {
  it.each<[string, Call, Service[], string]>([
    [
      'another service',
      { service: 'glue', job: 'nightly' },
      [services.sqs],
      `glue:StartJobRun on ${arn('glue', 'job/nightly')}`,
    ],
    [
      'another workgroup',
      { ...athena, workgroup: 'primary' },
      [services.athena],
      'athena:StartQueryExecution',
    ],
    [
      'results in another folder',
      { ...athena, output: 's3://results/other/' },
      [services.athena],
      's3:PutObject on arn:aws:s3:::results/other/example',
    ],
    [
      'another cluster',
      { ...aurora, clusterArn: arn('rds', 'cluster:other') },
      [services.aurora],
      'rds-data:ExecuteStatement',
    ],
    [
      'the secret of another cluster',
      { ...aurora, secretArn: arn('secretsmanager', 'secret:other-AbCdEf') },
      [services.aurora],
      'secretsmanager:GetSecretValue',
    ],
    [
      'a write where reading was asked for',
      { service: 'dynamodb', action: 'put', table: 'orders', item: { id: 1 } },
      [services.dynamodb],
      'dynamodb:PutItem',
    ],
    [
      'another job',
      { service: 'glue', job: 'nightly-2' },
      [services.glue],
      'glue:StartJobRun',
    ],
    [
      'a function without the alias that was asked for',
      { service: 'lambda', function: 'resize' },
      [services.lambda],
      `lambda:InvokeFunction on ${arn('lambda', 'function:resize')},`,
    ],
    [
      'another user',
      { ...rds, user: 'admin' },
      [services.rds],
      'rds-db:connect',
    ],
    [
      'another user of Redshift',
      redshift({
        kind: 'cluster',
        cluster: 'sales',
        login: { by: 'user', user: 'admin' },
      }),
      [services.byUser],
      'redshift:GetClusterCredentials on',
    ],
    [
      'another database of Redshift',
      redshift(
        { kind: 'cluster', cluster: 'sales', login: { by: 'iam' } },
        'prod',
      ),
      [services.byIam],
      'redshift:GetClusterCredentialsWithIAM on',
    ],
    [
      'another login of Redshift',
      redshift({ kind: 'cluster', cluster: 'sales', login: { by: 'iam' } }),
      [services.byUser],
      'redshift:GetClusterCredentialsWithIAM on',
    ],
    [
      'a workgroup where a cluster was asked for',
      redshift({ kind: 'workgroup', workgroup: 'w', login: { by: 'iam' } }),
      [services.byIam],
      'redshift-data:ExecuteStatement on arn:aws:redshift-serverless:',
    ],
    [
      'an object outside the prefix',
      copy('copy', 's3://source/inside.csv', 's3://target/a.csv'),
      [services.source, services.target],
      's3:GetObject on arn:aws:s3:::source/inside.csv',
    ],
    [
      'the whole bucket',
      copy('copy-all', 's3://source', 's3://target'),
      [services.source, services.target],
      's3:ListBucket',
    ],
    [
      'a sync that may not see what is there',
      copy('sync', 's3://source/in/', 's3://target'),
      [services.source, services.target],
      's3:ListBucket on arn:aws:s3:::target',
    ],
    [
      'a write to what is only read',
      copy('copy', 's3://source/in/a', 's3://source/in/b'),
      [services.source],
      's3:PutObject',
    ],
    [
      'another endpoint',
      { service: 'sagemaker-endpoint', endpoint: 'other', payload: '{}' },
      [services.endpoint],
      'sagemaker:InvokeEndpoint',
    ],
    [
      'training jobs of another name',
      { ...training, jobPrefix: 'fraud' },
      [services.training],
      'sagemaker:CreateTrainingJob',
    ],
    [
      'another execution role',
      {
        ...training,
        executionRoleArn: `arn:aws:iam::${accountId}:role/admin`,
      },
      [services.training],
      'iam:PassRole',
    ],
    [
      'a secret whose name goes on',
      { service: 'secretsmanager', secret: `${ordersSecret}-admin` },
      [services.secretsmanager],
      'secretsmanager:GetSecretValue',
    ],
    [
      'a queue of another region',
      send('eu-west-1', accountId, 'orders'),
      [services.sqs],
      `arn:aws:sqs:eu-west-1:${accountId}:orders`,
    ],
    [
      'a queue of another account',
      send('us-east-2', '111122223333', 'orders'),
      [services.sqs],
      'sqs:SendMessage',
    ],
    [
      'another state machine',
      start('other'),
      [services.stepfunctions],
      'states:StartExecution',
    ],
    [
      'a state machine of another account',
      start('nightly', '111122223333'),
      [services.stepfunctions],
      'states:StartExecution',
    ],
  ])('is refused: %s', (_, call, asked, words) => {
    expect(refusalOf(call, asked)).toContain(words);
  });
});
