import { z } from 'zod';
import { parseArn } from '../arn';
import {
  accountIdField,
  arnField,
  externalIdField,
  organizationIdField,
  regionField,
} from '../fields';
import { serviceAccess } from './services';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

const namespace = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(
    new RegExp(`^${label}$`),
    'use lower case letters, digits and "-", with a letter or digit at both ends',
  );

const serviceAccount = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    new RegExp(`^${label}(\\.${label})*$`),
    'use lower case letters, digits, "-" and ".", with a letter or digit at both ends',
  );

/** Leaves room for the name: IAM takes 64 characters. */
const rolePrefix = z
  .string()
  .regex(
    /^[\w+=,.@-]{0,20}$/,
    'use at most 20 letters, digits and any of _+=,.@-',
  );

const oidcIssuer = z
  .string()
  .max(255, 'use at most 255 characters')
  .regex(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(\/[A-Za-z0-9._-]+)*$/,
    'write the issuer without https://, such as oidc.eks.us-east-2.amazonaws.com/id/0123',
  );

const clusterArn = arnField.refine(text => {
  const arn = parseArn(text);
  return arn?.service === 'eks' && arn.resource.startsWith('cluster/');
}, 'use the ARN of an EKS cluster: arn:aws:eks:<region>:<account>:cluster/<name>');

const boundaryArn = arnField.refine(text => {
  const arn = parseArn(text);
  return arn?.service === 'iam' && arn.resource.startsWith('policy/');
}, 'use the ARN of a managed policy: arn:aws:iam::<account>:policy/<name>');

/** Other keys are left out, so that an organisation's AWS settings can be passed as they are. */
const platform = z.object({
  accountId: accountIdField,
  partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']),
  organizationId: organizationIdField.optional(),
  oidcIssuer,
  clusterArn,
  rolePrefix,
  externalRolePrefix: rolePrefix,
  permissionsBoundaryArn: boundaryArn.optional(),
});

const workload = z.strictObject({
  namespace,
  serviceAccount,
  identity: z.enum(['irsa', 'pod-identity']),
});

const account = z.strictObject({
  accountId: accountIdField,
  region: regionField,
  externalId: externalIdField,
});

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

/** What {@link buildRolePair} needs to know. */
export const rolePairInput = z
  .strictObject({
    platform,
    workload,
    account,
    /** Tells this pair from others of the namespace; the service account's name when left out. */
    name: serviceAccount.optional(),
    /** Seconds. */
    maxSessionDuration: maxSessionDuration.default(3600),
    services: z
      .array(serviceAccess)
      .min(1, 'ask for at least one service')
      .superRefine((services, context) => {
        const seen = new Set<string>();
        services.forEach((service, index) => {
          const text = JSON.stringify(service);
          if (seen.has(text)) {
            context.addIssue({
              code: 'custom',
              path: [index],
              message: 'is asked for twice: leave one out',
            });
          }
          seen.add(text);
        });
      }),
  })
  .superRefine(
    ({ platform: own, workload: caller, account: other }, context) => {
      const refuse = (path: string[], message: string) =>
        context.addIssue({ code: 'custom', path, message });
      if (partitionOf(other.region) !== own.partition) {
        refuse(
          ['account', 'region'],
          `use a region of the partition ${own.partition}: roles cannot be assumed across partitions`,
        );
      }
      if (
        own.accountId === other.accountId &&
        own.rolePrefix.toLowerCase() === own.externalRolePrefix.toLowerCase()
      ) {
        refuse(
          ['account', 'accountId'],
          'use another account than the platform, or another prefix for external roles: both roles would have the same name',
        );
      }
      const cluster = parseArn(own.clusterArn);
      if (
        caller.identity === 'pod-identity' &&
        cluster?.accountId !== own.accountId
      ) {
        refuse(
          ['platform', 'clusterArn'],
          'use a cluster of the platform account: Pod Identity takes roles of its own account only',
        );
      }
      for (const key of ['clusterArn', 'permissionsBoundaryArn'] as const) {
        const arn = own[key] && parseArn(own[key]);
        if (arn && arn.partition !== own.partition) {
          refuse(['platform', key], `use an ARN of ${own.partition}`);
        }
      }
    },
  );

/** As it is written. */
export type RolePairInput = z.input<typeof rolePairInput>;

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
