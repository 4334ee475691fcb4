import {
  buildRolePair,
  parseFields,
  type RolePairInput,
} from '@cluster-self-service/iam-policy';
import { defaultOrganisation } from '../organisation';
import { calls } from './__fixtures__/calls';
import { awsCall, serviceCall } from './calls';

type Access = RolePairInput['services'][number];

/** For each service of a call, the access that is asked of the pair. */
const accesses: Record<string, Access> = {
  athena: {
    service: 'athena',
    workgroup: 'reports',
    tables: [{ database: 'sales', names: ['orders'] }],
    data: [{ bucket: 'sales-lake' }],
    results: { bucket: 'reports-results', prefix: 'athena/' },
  },
  aurora: {
    service: 'aurora',
    dataApi: [
      { cluster: 'orders', secret: { name: 'cats/reports-dev/orders' } },
    ],
  },
  dynamodb: {
    service: 'dynamodb',
    tables: [{ table: 'orders', access: 'read-write' }],
  },
  glue: { service: 'glue', jobs: ['nightly-report'] },
  lambda: { service: 'lambda', functions: [{ name: 'resize' }] },
  rds: {
    service: 'rds',
    instances: [{ resourceId: 'db-ABCDEFGHIJKL01234', users: ['reports'] }],
  },
  redshift: {
    service: 'redshift',
    clusters: [
      {
        cluster: 'sales',
        login: { by: 'user', user: 'reports', databases: ['dev'] },
      },
    ],
  },
  s3: {
    service: 's3',
    bucket: 'a-bucket',
    operations: ['list', 'read', 'write'],
  },
  'sagemaker-endpoint': { service: 'sagemaker', endpoints: ['churn'] },
  'sagemaker-training': {
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
    names: ['orders'],
    operations: ['read'],
  },
  sqs: { service: 'sqs', queues: ['orders.fifo'], operations: ['send'] },
  stepfunctions: { service: 'stepfunctions', stateMachines: ['nightly'] },
};

/** Commands of the CLI whose action has another name, or that are more than one action. */
const actions: Record<string, string[]> = {
  'lambda invoke': ['lambda:InvokeFunction'],
  'rds generate-db-auth-token': ['rds-db:connect'],
  's3 cp': ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
  's3 sync': ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
  'sagemaker-runtime invoke-endpoint': ['sagemaker:InvokeEndpoint'],
};

const prefixes: Record<string, string> = { stepfunctions: 'states' };

/** What IAM calls the calls of a script. */
function actionsOf(script: string): string[] {
  return [...script.matchAll(/\baws ([a-z0-9-]+) ([a-z-]+)/g)].flatMap(
    ([, service, operation]) =>
      actions[`${service} ${operation}`] ?? [
        `${prefixes[service] ?? service}:${operation
          .split('-')
          .map(word => word[0].toUpperCase() + word.slice(1))
          .join('')}`,
      ],
  );
}

describe.each(calls.map((call, index) => ({ call, index })))(
  'the script of $call.service ($index)',
  ({ call }) => {
    it('calls nothing that a role pair for the service does not allow', () => {
      const pair = buildRolePair({
        platform: defaultOrganisation.aws,
        workload: {
          namespace: 'reports-dev',
          serviceAccount: 'nightly',
          identity: 'irsa',
        },
        account: {
          accountId: '111122223333',
          region: 'us-east-2',
          externalId: 'cats@reports-dev@111122223333',
        },
        services: [accesses[call.service]],
      });
      const called = actionsOf(awsCall(parseFields(serviceCall, call)).script);
      expect(called).not.toEqual([]);
      expect(pair.asked.map(({ action }) => action)).toEqual(
        expect.arrayContaining(called),
      );
    });
  },
);
