import type { CrossAccountInput } from '@cluster-self-service/manifests';

type Service = CrossAccountInput['services'][number];
type Workload = NonNullable<CrossAccountInput['workloads']>[number];

const nightly = { kind: 'CronJob', schedule: '0 3 * * *' } as const;

/** What teams ask for: one service, then more of them, with what calls them. */
const wishes: Array<{ services: Service[]; workloads: Workload[] }> = [
  {
    services: [{ service: 'glue', jobs: ['nightly', 'hourly'] }],
    workloads: [
      {
        name: 'report',
        run: nightly,
        call: { service: 'glue', job: 'nightly' },
      },
    ],
  },
  {
    services: [{ service: 'lambda', functions: [{ name: 'notify' }] }],
    workloads: [
      {
        name: 'notify',
        run: nightly,
        call: { service: 'lambda', function: 'notify', payload: {} },
      },
    ],
  },
  {
    services: [
      {
        service: 'stepfunctions',
        stateMachines: ['settle'],
      },
      { service: 'glue', jobs: ['settle'] },
    ],
    workloads: [],
  },
  {
    services: [
      {
        service: 'dynamodb',
        tables: [{ table: 'carts', access: 'read-write' }],
      },
      { service: 'glue', jobs: ['load'] },
      { service: 'lambda', functions: [{ name: 'load' }] },
    ],
    workloads: [
      {
        name: 'load',
        run: { kind: 'Job' },
        call: { service: 'glue', job: 'load' },
      },
    ],
  },
  {
    services: [
      {
        service: 'athena',
        workgroup: 'analysts',
        tables: [{ database: 'sales', names: ['orders', 'returns'] }],
        data: [{ bucket: 'sales-lake', prefix: 'orders/' }],
        results: { bucket: 'query-results', prefix: 'analysts/' },
      },
      {
        service: 'dynamodb',
        tables: [
          { table: 'carts', access: 'read-write' },
          { table: 'prices', access: 'read' },
        ],
      },
      { service: 'glue', jobs: ['load', 'clean'] },
      { service: 'lambda', functions: [{ name: 'load' }] },
      { service: 'stepfunctions', stateMachines: ['settle'] },
    ],
    workloads: [],
  },
];

/** Requests of many teams, no two alike. */
export function requestsOf(teams: number): CrossAccountInput[] {
  return Array.from({ length: teams }, (_, team) => ({
    ...wishes[team % wishes.length],
    namespace: `team-${team}`,
    serviceAccount: 'caller',
    identity: team % 2 ? 'irsa' : 'pod-identity',
    account: {
      accountId: String(100_000_000_000 + team),
      region: 'us-east-2',
    },
    infrastructure: team % 3 ? 'terraform' : 'cloudformation',
  }));
}
