import { account, platform, workload } from './__fixtures__';
import { examples } from './__fixtures__/examples';
import { mutationsOf } from './__fixtures__/mutations';
import { buildRolePair } from './pair';
import { serviceBuilders, type ServiceAccess } from './services';
import type { RolePair, Workload } from './types';
import { verifyRolePair } from './verify';

type Service = ServiceAccess['service'];

/** Each service alone, and several in one pair. */
const requests: Array<[string, Service[]]> = [
  ...examples.map(({ service }): [string, Service[]] => [service, [service]]),
  ...(
    [
      ['athena', 'sagemaker', 'stepfunctions'],
      ['aurora', 'rds', 'redshift'],
      ['dynamodb', 'glue', 'rds', 'sagemaker'],
    ] satisfies Service[][]
  ).map((services): [string, Service[]] => [services.join(', '), services]),
];

const pairs = requests.flatMap(([name, services]) =>
  (['irsa', 'pod-identity'] as const).map(
    (identity): [string, Workload['identity'], RolePair] => [
      name,
      identity,
      buildRolePair({
        platform,
        account,
        workload: { ...workload, identity },
        services: examples.filter(({ service }) => services.includes(service)),
      }),
    ],
  ),
);

it('has an example of each service', () => {
  const services = new Set(examples.map(({ service }) => service));
  expect([...services].sort()).toEqual(Object.keys(serviceBuilders).sort());
});

describe.each(pairs)('a role pair for %s with %s', (_, __, pair) => {
  it('allows each asked call from end to end', () => {
    const { asked } = verifyRolePair(pair);
    expect(asked).not.toHaveLength(0);
    expect(
      asked.filter(({ verdict }) => verdict.decision !== 'allowed'),
    ).toEqual([]);
  });

  it('lets nobody else in', () => {
    expect(verifyRolePair(pair).intrusions).toEqual([]);
  });

  it('allows nothing else of these services', () => {
    expect(verifyRolePair(pair, { search: 'full' }).unasked).toEqual([]);
  });

  it('has no statement, action, resource or condition whose loss nothing notices', () => {
    const unnoticed = mutationsOf(pair).filter(
      mutation =>
        verifyRolePair(mutation.pair).holds &&
        verifyRolePair(mutation.pair, { search: 'full', limit: 1 }).holds,
    );
    expect(unnoticed.map(({ what }) => what)).toEqual([]);
  });
});
