import type * as z from 'zod';
import type { PolicyDocument } from '../document';
import type { NamedPolicy } from '../evaluator';
import { parseFields } from '../fields';
import { rolePairInput, type RolePairInput } from './input';
import { refuseWhatIamRefuses } from './limits';
import { roleName } from './names';
import { policyOf } from './policy';
import { joinByResource } from './resourcePolicies';
import { buildService } from './services';
import { externalTrust, irsaTrust, podIdentityTrust } from './trust';
import type { RolePair, ServiceContribution } from './types';

type Settings = z.output<typeof rolePairInput>;

const sessionTagsNote =
  'Leave session tags switched on for the Pod Identity association: the trust policy of the platform role compares them.';

/**
 * Builds the two roles with which a workload in the platform's cluster reaches services of another account: the platform role,
 * which its service account takes, and the external role, which the platform role takes.
 *
 * The pair allows what was asked for and nothing else. Neither role has to exist before the other.
 *
 * @throws InvalidFieldsError naming each field that is wrong, also when policies get larger than IAM takes
 */
export function buildRolePair(input: RolePairInput): RolePair {
  const settings = parseFields(rolePairInput, input);
  const { platform, account, workload } = settings;
  const pairName = settings.name ?? workload.serviceAccount;
  const nameParts = [workload.namespace, pairName];
  const platformRole = roleIn(
    platform.accountId,
    roleName(platform.rolePrefix, ...nameParts),
    settings,
  );
  const externalRole = roleIn(
    account.accountId,
    roleName(platform.externalRolePrefix, ...nameParts),
    settings,
  );
  const contributions = settings.services.map(access =>
    buildService(access, {
      partition: platform.partition,
      accountId: account.accountId,
      region: account.region,
      roleArn: externalRole.arn,
      rolePrefix: platform.externalRolePrefix,
      namespace: workload.namespace,
      pairName,
    }),
  );

  const pair: RolePair = {
    platform: {
      ...platformRole,
      description: `Taken by the service account ${workload.namespace}/${workload.serviceAccount}`,
      trustPolicy: platformTrust(settings),
      policies: [assumePolicy(externalRole.arn, workload.identity)],
      ...(platform.permissionsBoundaryArn && {
        permissionsBoundaryArn: platform.permissionsBoundaryArn,
      }),
    },
    external: {
      ...externalRole,
      description: `Taken by the platform role of ${workload.namespace}/${workload.serviceAccount}`,
      trustPolicy: externalTrust(platform, {
        roleArn: platformRole.arn,
        externalId: account.externalId,
        identity: workload.identity,
      }),
      policies: servicePolicies(settings, contributions),
    },
    executionRoles: contributions.flatMap(
      ({ executionRoles = [] }) => executionRoles,
    ),
    resourcePolicies: joinByResource(
      contributions.flatMap(({ resourcePolicies = [] }) => resourcePolicies),
    ),
    foreignPolicies: joinByResource(
      contributions.flatMap(({ foreignPolicies = [] }) => foreignPolicies),
    ),
    asked: contributions.flatMap(({ asked }) => asked),
    refused: contributions.flatMap(({ refused = [] }) => refused),
    notes: [
      ...new Set([
        ...(workload.identity === 'pod-identity' ? [sessionTagsNote] : []),
        ...contributions.flatMap(({ notes = [] }) => notes),
      ]),
    ],
    platformAccount: platform,
    workload,
    account,
  };
  refuseWhatIamRefuses(pair);
  return pair;
}

function roleIn(
  accountId: string,
  name: string,
  { platform, maxSessionDuration }: Settings,
) {
  const arn = `arn:${platform.partition}:iam::${accountId}:role/${name}`;
  return { name, arn, maxSessionDuration };
}

function platformTrust({ platform, workload }: Settings): PolicyDocument {
  return workload.identity === 'irsa'
    ? irsaTrust(platform, workload)
    : podIdentityTrust(platform, workload);
}

/** The platform role may take the external role, and pass on Pod Identity's session tags, and that is all it may. */
function assumePolicy(
  externalArn: string,
  identity: Settings['workload']['identity'],
): NamedPolicy {
  return {
    name: 'assume-external-role',
    document: policyOf([
      {
        Sid: 'AssumeExternalRole',
        Effect: 'Allow',
        Action:
          identity === 'irsa'
            ? ['sts:AssumeRole']
            : ['sts:AssumeRole', 'sts:TagSession'],
        Resource: [externalArn],
      },
    ]),
  };
}

/** One policy a service, named after it. What is asked of the same service again is numbered, and its Sids too. */
function servicePolicies(
  { services }: Settings,
  contributions: ServiceContribution[],
): NamedPolicy[] {
  const seen = new Map<string, number>();
  return contributions.map(({ statements }, index) => {
    const { service } = services[index];
    const count = (seen.get(service) ?? 0) + 1;
    seen.set(service, count);
    return count === 1
      ? { name: service, document: policyOf(statements) }
      : {
          name: `${service}-${count}`,
          document: policyOf(
            statements.map(statement => ({
              ...statement,
              Sid: `${statement.Sid}No${count}`,
            })),
          ),
        };
  });
}
