import {
  accountIdField,
  arnField,
  parseFields,
  type PolicyDocument,
  type RoleDefinition,
  roleNameField,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel } from '../fields';
import type { Organisation } from '../organisation';
import { boundedIamStatements } from './boundedIam';

/** The role that stacks assume in one AWS account. */
export const spaceliftRoleInput = z
  .strictObject({
    name: roleNameField,
    accountId: accountIdField,
    /** Who may assume it, and to do what: plan (`read`) or apply (`write`). */
    stacks: z
      .array(
        z.strictObject({
          stack: dnsLabel,
          phases: z
            .array(z.enum(['read', 'write']))
            .min(1, 'name at least one phase')
            .default(['read', 'write']),
        }),
      )
      .min(1, 'name at least one stack'),
    /** Once it is known; before, every integration of the Spacelift account may use the role for these stacks. */
    integrationId: z
      .string()
      .regex(
        /^[0-9A-HJKMNP-TV-Z]{26}$/,
        'use the id of the integration: 26 digits and capital letters',
      )
      .optional(),
    /** Bounds every role that is made with it. */
    madeRolesBoundaryArn: arnField,
    /** Bounds the role itself. */
    permissionsBoundaryArn: arnField.optional(),
    /** Stands before the name of each role and policy that stacks may make. */
    madeRolePrefix: z
      .string()
      .regex(
        /^[\w+=,.@-]{3,32}$/,
        'use 3 to 32 letters, digits and any of _+=,.@-',
      ),
    /**
     * Whether managed policies under the prefix may be changed in place, not only made and deleted. It reaches everyone whom such
     * a policy is attached to: nobody else may use the prefix then.
     */
    changesPolicies: z.boolean().default(false),
    /** Services that the made roles may be given to. */
    passedToServices: z
      .array(
        z
          .string()
          .max(100, 'use at most 100 characters')
          .regex(
            /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/,
            'use the name of a service, such as eks.amazonaws.com',
          ),
      )
      .min(1, 'name at least one service')
      .default(['ec2.amazonaws.com', 'eks.amazonaws.com']),
  })
  .refine(({ name, madeRolePrefix }) => !startsWith(name, madeRolePrefix), {
    path: ['madeRolePrefix'],
    message: 'use another prefix: with this one the role could change itself',
  });

type Input = z.output<typeof spaceliftRoleInput>;

/**
 * The role that stacks of Spacelift assume in an AWS account. Spacelift's account is trusted with the external ids of these
 * stacks only. What writes may make IAM roles under a prefix, each with the permissions boundary, and can touch neither the
 * boundary nor itself.
 *
 * What else it may do is up to the managed policies it gets: {@link spaceliftManagedPolicies}.
 *
 * @throws InvalidFieldsError naming what is wrong
 * @see https://docs.spacelift.io/integrations/cloud-providers/aws
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export function spaceliftRole(
  input: z.input<typeof spaceliftRoleInput>,
  organisation: Organisation,
): RoleDefinition {
  const settings = parseFields(spaceliftRoleInput, input);
  const arn = `arn:${organisation.aws.partition}:iam::${settings.accountId}:role/${settings.name}`;
  const writes = settings.stacks.some(({ phases }) => phases.includes('write'));
  return {
    name: settings.name,
    arn,
    description: 'Assumed by Spacelift to plan and apply Terraform',
    trustPolicy: trustOf(settings, organisation),
    policies: writes
      ? [
          {
            name: 'bounded-iam',
            document: {
              Version: '2012-10-17',
              Statement: boundedIamStatements({
                ...settings,
                roleArn: arn,
                partition: organisation.aws.partition,
              }),
            },
          },
        ]
      : [],
    ...(settings.permissionsBoundaryArn && {
      permissionsBoundaryArn: settings.permissionsBoundaryArn,
    }),
    maxSessionDuration: 3600,
  };
}

/** AWS's own policies for a role that only plans, and for one that applies; neither may change IAM. */
export function spaceliftManagedPolicies(
  phase: 'read' | 'write',
  { aws }: Organisation,
): string[] {
  const name = phase === 'read' ? 'ReadOnlyAccess' : 'PowerUserAccess';
  return [`arn:${aws.partition}:iam::aws:policy/${name}`];
}

function trustOf(
  { stacks, integrationId }: Input,
  { spacelift, aws }: Organisation,
): PolicyDocument {
  const externalIds = stacks.flatMap(({ stack, phases }) =>
    phases.map(phase =>
      [spacelift.accountName, integrationId ?? '*', stack, phase].join('@'),
    ),
  );
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AllowSpacelift',
        Effect: 'Allow',
        Principal: {
          AWS: [`arn:${aws.partition}:iam::${spacelift.accountId}:root`],
        },
        Action: ['sts:AssumeRole'],
        Condition: {
          [integrationId ? 'StringEquals' : 'StringLike']: {
            'sts:ExternalId': externalIds,
          },
        },
      },
    ],
  };
}

/** IAM sees no difference between upper and lower case in names. */
function startsWith(name: string, prefix: string): boolean {
  return name.toLowerCase().startsWith(prefix.toLowerCase());
}
