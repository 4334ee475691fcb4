import * as z from 'zod';
import { parseArn } from '../arn';
import {
  accountFields,
  platformFields,
  serviceAccount,
  workloadFields,
} from './accounts';
import { ownStatementsOf, serviceAccess } from './services';

/**
 * A role taken with a role's credentials lasts an hour at most; a longer `DurationSeconds` fails. IAM takes nothing shorter.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
const maxSessionDuration = z
  .int()
  .min(3600, 'use 3600 seconds: IAM takes nothing shorter')
  .max(
    3600,
    'use 3600 seconds: the external role is reached through the platform role, and a chained session lasts at most an hour',
  );

const settings = z.strictObject({
  platform: platformFields,
  workload: workloadFields,
  account: accountFields,
  /** Tells this pair from others of the namespace; the service account's name when left out. */
  name: serviceAccount.optional(),
  /** Seconds. */
  maxSessionDuration: maxSessionDuration.default(3600),
  services: z.array(serviceAccess).min(1, 'ask for at least one service'),
});

type Settings = z.output<typeof settings>;

/** What {@link buildRolePair} needs to know. */
export const rolePairInput = settings.superRefine((given, context) => {
  for (const { path, message } of [
    ...repeatedServices(given),
    ...unreachableAccounts(given),
    ...foreignArns(given),
  ]) {
    context.addIssue({ code: 'custom', path, message });
  }
});

/** As it is written. */
export type RolePairInput = z.input<typeof rolePairInput>;

interface Problem {
  path: PropertyKey[];
  message: string;
}

function repeatedServices({ services }: Settings): Problem[] {
  const texts = services.map(service => JSON.stringify(service));
  return texts.flatMap((text, index) =>
    texts.indexOf(text) === index
      ? []
      : [
          {
            path: ['services', index],
            message: 'is asked for twice: leave one out',
          },
        ],
  );
}

/** Partitions share no roles, Pod Identity takes roles of the cluster's account, and an account knows a role's name once. */
function unreachableAccounts({
  platform,
  workload,
  account,
}: Settings): Problem[] {
  return [
    ...(partitionOf(account.region) === platform.partition
      ? []
      : [
          {
            path: ['account', 'region'],
            message: `use a region of the partition ${platform.partition}: roles cannot be assumed across partitions`,
          },
        ]),
    ...(workload.identity === 'pod-identity' &&
    parseArn(platform.clusterArn)?.accountId !== platform.accountId
      ? [
          {
            path: ['platform', 'clusterArn'],
            message:
              'use a cluster of the platform account: Pod Identity takes roles of its own account only',
          },
        ]
      : []),
    ...(platform.accountId === account.accountId &&
    platform.rolePrefix.toLowerCase() ===
      platform.externalRolePrefix.toLowerCase()
      ? [
          {
            path: ['account', 'accountId'],
            message:
              'use another account than the platform, or another prefix for external roles: both roles would have the same name',
          },
        ]
      : []),
  ];
}

/** ARNs that no request of the pair can have: of another partition, or in own statements of another account. */
function foreignArns({ platform, account, services }: Settings): Problem[] {
  const own = services.flatMap((access, index) =>
    ownStatementsOf(access).flatMap(({ path, statements }) =>
      statements
        .flatMap(({ Resource = [] }) => Resource)
        .map(arn => ({ path: ['services', index, ...path], arn })),
    ),
  );
  const { clusterArn, permissionsBoundaryArn } = platform;
  const all = [
    { path: ['platform', 'clusterArn'], arn: clusterArn },
    ...(permissionsBoundaryArn
      ? [
          {
            path: ['platform', 'permissionsBoundaryArn'],
            arn: permissionsBoundaryArn,
          },
        ]
      : []),
    ...own,
  ];
  return [
    ...all
      .filter(({ arn }) => !isOf(arn, 'partition', platform.partition))
      .map(({ path, arn }) => ({
        path,
        message: `use ARNs of the partition ${platform.partition}, not ${arn}`,
      })),
    ...own
      .filter(({ arn }) => !isOf(arn, 'accountId', account.accountId))
      .map(({ path, arn }) => ({
        path,
        message: `use resources of the account ${account.accountId}, which the role is in, not ${arn}`,
      })),
  ];
}

/** Bucket ARNs have no account, and `*` is no ARN. */
function isOf(
  text: string,
  part: 'partition' | 'accountId',
  expected: string,
): boolean {
  const found = parseArn(text)?.[part];
  return !found || found === expected;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
