import { NotFoundError } from '@backstage/errors';
import type { RolePairInput } from '../input';

type Access = RolePairInput['services'][number];

/** A key of its own for each, so that the loss of one is not made up for by another. */
const keyId = (number: number) =>
  `${number}234abcd-12ab-34cd-56ef-1234567890ab`;

const ownStatements = [
  {
    Effect: 'Allow',
    Action: ['ssm:GetParameter', 'ssm:GetParameters'],
    Resource: 'arn:aws:ssm:us-east-2:490262564977:parameter/orders/*',
  },
  {
    Effect: 'Allow',
    Action: 'sns:Publish',
    Resource: 'arn:aws:sns:us-east-2:490262564977:orders',
    Condition: { Bool: { 'aws:SecureTransport': 'true' } },
  },
];

/** One access to each service, with everything that can be asked of it. */
export const examples: Access[] = [
  {
    service: 'athena',
    workgroup: 'analysts',
    tables: [{ database: 'sales', names: ['orders', 'returns'] }],
    data: [
      { bucket: 'sales-lake', prefix: 'orders/' },
      { bucket: 'sales-lake', prefix: 'returns/' },
      { bucket: 'archive-lake' },
    ],
    results: { bucket: 'query-results', prefix: 'analysts/' },
    dataKeyIds: [keyId(8)],
    resultsKeyId: keyId(9),
  },
  {
    service: 'aurora',
    dataApi: [
      {
        cluster: 'billing',
        secret: { name: 'billing/data-api', kmsKeyId: keyId(1) },
      },
    ],
    clusters: [
      { resourceId: 'cluster-ABCDEFGHIJKL01234', users: ['cats', 'reader'] },
    ],
  },
  {
    service: 'dynamodb',
    tables: [
      {
        table: 'carts',
        access: 'read-write',
        indexes: ['by-customer'],
        scan: true,
        stream: true,
        kmsKeyId: keyId(2),
      },
      {
        table: 'tenants',
        access: 'read-write',
        indexes: ['by-name'],
        partitionKeys: ['orders', 'orders#archive'],
      },
    ],
  },
  {
    service: 'glue',
    jobs: ['nightly', 'hourly'],
    tables: [
      { database: 'sales', names: ['orders', 'returns'] },
      { database: 'stock', names: ['parts'] },
    ],
  },
  {
    service: 'lambda',
    functions: [
      {
        name: 'resize',
        execution: {
          statements: ownStatements,
          vpc: {
            subnets: ['subnet-0123abcd', 'subnet-4567abcd'],
            securityGroups: ['sg-0123abcd'],
          },
        },
      },
      { name: 'price', qualifiers: ['live', '7'], execution: {} },
    ],
  },
  { service: 'own', statements: ownStatements },
  {
    service: 'rds',
    instances: [
      { resourceId: 'db-ABCDEFGHIJKL01234', users: ['cats', 'reader'] },
    ],
    secrets: [{ name: 'cluwe-dev/rds/secret', kmsKeyId: keyId(3) }],
  },
  {
    service: 'redshift',
    clusters: [
      { cluster: 'main', login: { by: 'iam', databases: ['dev', 'sales'] } },
      {
        cluster: 'legacy',
        login: { by: 'user', user: 'reader', databases: ['dev'] },
      },
      {
        cluster: 'finance',
        login: {
          by: 'secret',
          secret: { name: 'redshift/finance', kmsKeyId: keyId(0) },
        },
      },
    ],
    workgroups: [{ workgroupId: '0a1b2c3d-12ab-34cd-56ef-1234567890ab' }],
    use: ['data-api', 'connection'],
  },
  {
    service: 's3',
    bucket: 'reports',
    prefixes: ['2026/', 'drafts/orders/'],
    operations: ['list', 'read', 'write', 'delete'],
    kmsKeyId: keyId(4),
    bucketPolicy: true,
  },
  {
    service: 's3',
    bucket: 'shared-reports',
    operations: ['list', 'read'],
    kmsKeyId: keyId(5),
    bucketAccountId: '111122223333',
  },
  {
    service: 'sagemaker',
    endpoints: ['forecast'],
    invocation: ['synchronous', 'asynchronous', 'streaming'],
    training: {
      jobs: ['forecast-*', 'nightly'],
      input: [{ bucket: 'training-data', prefix: 'forecast/' }],
      output: { bucket: 'models', prefix: 'forecast/' },
      repositories: ['team/forecast'],
      statements: ownStatements,
    },
  },
  {
    service: 'secretsmanager',
    names: ['orders/partner', 'shared'],
    namespacePath: 'cats',
    operations: ['read', 'write'],
    kmsKeyId: keyId(6),
  },
  {
    service: 'sqs',
    queues: ['orders', 'refunds.fifo'],
    operations: ['send', 'receive'],
    kmsKeyId: keyId(7),
    queuePolicy: true,
  },
  {
    service: 'stepfunctions',
    stateMachines: ['nightly-load'],
    expressStateMachines: ['enrich'],
  },
];

/** The example of one service, as its builder takes it. */
export function exampleOf(service: Access['service']): Access {
  const example = examples.find(other => other.service === service);
  if (!example) {
    throw new NotFoundError(`there is no example of ${service}`);
  }
  return example;
}
