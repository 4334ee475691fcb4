import { loadCatalogue } from '../all-services';
import { builtInCatalogue, createCatalogue } from '../catalogue';
import type { Catalogue } from '../catalogue';
import { account, platform, workload } from './__fixtures__';
import { examples } from './__fixtures__/examples';
import { lossesOf, narrowingsOf, wideningsOf } from './__fixtures__/mutations';
import type { Mutation } from './__fixtures__/mutations';
import type { RolePairInput } from './input';
import { buildRolePair } from './pair';
import { serviceBuilders, type ServiceAccess } from './services';
import type { RolePair, Workload } from './types';
import { verifyRolePair } from './verify';

type Service = ServiceAccess['service'];

const eachService = [...new Set(examples.map(({ service }) => service))];

/** Every service is in one of them. */
const together: Service[][] = [
  ['athena', 'lambda', 'sagemaker', 'stepfunctions'],
  ['aurora', 'rds', 'redshift', 'secretsmanager'],
  ['dynamodb', 'glue', 'own', 's3', 'sqs'],
];

function pairFor(
  services: Service[],
  changes: Partial<RolePairInput> = {},
): RolePair {
  return buildRolePair({
    platform,
    account,
    workload,
    services: moved(changes).filter(({ service }) =>
      services.includes(service),
    ),
    ...changes,
  });
}

/** Own statements name an account, a region and a partition. */
function moved(changes: Partial<RolePairInput>): typeof examples {
  const { partition } = changes.platform ?? platform;
  const { accountId, region } = changes.account ?? account;
  return JSON.parse(
    JSON.stringify(examples)
      .replaceAll('arn:aws:', `arn:${partition}:`)
      .replaceAll(account.accountId, accountId)
      .replaceAll(account.region, region),
  );
}

/** The built-in catalogue does not have EC2, which Lambda needs in a VPC. */
let catalogue: Catalogue;

beforeAll(async () => {
  const ec2 = await loadCatalogue(['ec2']);
  catalogue = createCatalogue(
    [builtInCatalogue, ec2].flatMap(({ prefixes, service }) =>
      prefixes.flatMap(prefix => service(prefix) ?? []),
    ),
    false,
  );
});

it('covers each service, alone and together with others', () => {
  const services = Object.keys(serviceBuilders).sort();
  expect([...eachService].sort()).toEqual(services);
  expect(together.flat().sort()).toEqual(services);
});

it.each(eachService)('%s hands out what its builder says', service => {
  const handedOut = new Set(
    pairFor([service]).asked.map(({ action }) => action.split(':')[0]),
  );
  const { prefixes } = serviceBuilders[service];
  const ofOwnStatements = ['sns', 'ssm'];
  expect([...handedOut]).toEqual(expect.arrayContaining(prefixes));
  expect([...prefixes, ...ofOwnStatements]).toEqual(
    expect.arrayContaining([...handedOut]),
  );
});

const identities: Array<Workload['identity']> = ['irsa', 'pod-identity'];
const pairs = [...eachService.map(service => [service]), ...together].flatMap(
  services =>
    identities.map((identity): [string, Workload['identity'], RolePair] => [
      services.join(', '),
      identity,
      pairFor(services, { workload: { ...workload, identity } }),
    ]),
);

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
    const { unasked } = verifyRolePair(pair, { catalogue, search: 'full' });
    expect(unasked).toEqual([]);
  });

  it('has no statement, action, resource or condition whose loss nothing notices', () => {
    const losses = lossesOf(pair);
    expect(losses.length).toBeGreaterThan(5);
    expect(unnoticed(losses)).toEqual([]);
  });
});

describe.each(eachService)('a role pair for %s', service => {
  it('has no resource and no action that could be wider without anybody noticing', () => {
    const pair = pairFor([service], {
      workload: { ...workload, identity: 'pod-identity' },
    });
    const widenings = wideningsOf(pair, catalogue);
    expect(widenings.length).toBeGreaterThan(5);
    expect(unnoticed(widenings)).toEqual([]);
  });

  it('has no pattern that could be an example without anybody noticing', () => {
    expect(unnoticed(narrowingsOf(pairFor([service])))).toEqual([]);
  });
});

function unnoticed(mutations: Mutation[]): string[] {
  return mutations
    .filter(
      ({ pair }) =>
        verifyRolePair(pair).holds &&
        verifyRolePair(pair, { catalogue, search: 'full', limit: 1 }).holds,
    )
    .map(({ what }) => what);
}

describe.each(together.map(services => [services.join(', '), services]))(
  'a role pair for %s',
  (_, services) => {
    const china = 'arn:aws-cn:eks:cn-north-1:283234040926:cluster/cats';
    it.each<[string, Partial<RolePairInput>]>([
      [
        'without an organization',
        { platform: { ...platform, organizationId: undefined } },
      ],
      [
        'in the platform account itself',
        { account: { ...account, accountId: platform.accountId } },
      ],
      [
        'in another partition',
        {
          platform: { ...platform, partition: 'aws-cn', clusterArn: china },
          account: { ...account, region: 'cn-north-1' },
        },
      ],
    ])('holds %s', (__, changes) => {
      const pair = pairFor(services, changes);
      const { intrusions, unasked, holds } = verifyRolePair(pair, {
        catalogue,
        search: 'full',
      });
      expect({ intrusions, unasked, holds }).toEqual({
        intrusions: [],
        unasked: [],
        holds: true,
      });
    });
  },
);
