import {
  externalIdField,
  parseFields,
  regionField,
  type RolePair,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, roleArn } from '../fields';
import type { KubernetesObject } from '../kubernetes';
import { fitName } from '../organisation';
import { assertValid } from '../validation';
import { type IniSection, printIni } from './ini';

/** Where the webhook of EKS puts the token of a pod with IRSA. */
const TOKEN_FILE = '/var/run/secrets/eks.amazonaws.com/serviceaccount/token';

/** AWS refuses a longer session of a role that was assumed by a role, rather than shortening it. */
const MAX_CHAINED_SECONDS = 3_600;

/** A role session is called after its workload; AWS takes 64 characters. */
const MAX_SESSION_NAME = 64;

const profileName = z
  .string()
  .max(64, 'use at most 64 characters')
  .regex(/^[A-Za-z0-9_-]+$/, 'use letters, digits, "-" and "_"');

/** Both hops: from the pod to the platform's role, and from there to the role in the external account. */
export const awsConfigShape = {
  namespace: dnsLabel,
  /** Sessions are called after it, so that CloudTrail tells which workload called. */
  workload: dnsLabel,
  identity: z.enum(['irsa', 'pod-identity'], 'write irsa or pod-identity'),
  /** The platform's role. With Pod Identity the association names it, and it is not needed here. */
  platformRoleArn: roleArn,
  externalRoleArn: roleArn,
  externalId: externalIdField,
  region: regionField,
  /** Seconds a session lasts. It is renewed by itself. */
  durationSeconds: z
    .int()
    .min(900, 'use at least 900 seconds')
    .max(
      MAX_CHAINED_SECONDS,
      `use at most ${MAX_CHAINED_SECONDS} seconds: AWS refuses more for a role assumed by a role`,
    )
    .default(MAX_CHAINED_SECONDS),
  /** Name of the profile of each hop. */
  profiles: z
    .strictObject({
      platform: profileName.default('platform'),
      external: profileName.default('external'),
    })
    .refine(({ platform, external }) => platform !== external, {
      path: ['external'],
      message: 'name the two profiles differently',
    })
    .prefault({}),
};

const textInput = z.strictObject(awsConfigShape);

export const awsConfigInput = z.strictObject({
  ...awsConfigShape,
  /** Name of the ConfigMap; one of its own for each workload. */
  name: dnsSubdomain.optional(),
});

/**
 * The text of an AWS config file. The profile of the second hop is the one to use: `AWS_PROFILE`.
 *
 * @throws InvalidFieldsError
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export function awsConfigText(input: z.input<typeof textInput>): string {
  const wanted = parseFields(textInput, input);
  return printIni([...platformSections(wanted), externalSection(wanted)]);
}

/**
 * The same as a ConfigMap with the one key `aws-config`.
 *
 * @throws InvalidFieldsError
 */
export function awsConfig(
  input: z.input<typeof awsConfigInput>,
): KubernetesObject[] {
  const { name, ...wanted } = parseFields(awsConfigInput, input);
  return assertValid([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: name ?? fitName(`${wanted.workload}-aws-config`, 253),
        namespace: wanted.namespace,
      },
      data: { 'aws-config': awsConfigText(wanted) },
    },
  ]);
}

/** What of a role pair an AWS config needs: both hops. */
export function hopsOf({ workload, account, platform, external }: RolePair) {
  return {
    identity: workload.identity,
    platformRoleArn: platform.arn,
    externalRoleArn: external.arn,
    externalId: account.externalId,
    region: account.region,
  };
}

type Wanted = z.output<typeof textInput>;

function platformSections(wanted: Wanted): IniSection[] {
  // With Pod Identity the agent hands out the first role: there is no profile to write for it.
  return wanted.identity === 'pod-identity'
    ? []
    : [
        {
          name: `profile ${wanted.profiles.platform}`,
          values: {
            role_arn: wanted.platformRoleArn,
            web_identity_token_file: TOKEN_FILE,
            role_session_name: sessionName(wanted),
            ...place(wanted),
          },
        },
      ];
}

function externalSection(wanted: Wanted): IniSection {
  const { identity, profiles } = wanted;
  return {
    name: `profile ${profiles.external}`,
    values: {
      role_arn: wanted.externalRoleArn,
      ...(identity === 'irsa'
        ? { source_profile: profiles.platform }
        : { credential_source: 'EcsContainer' }),
      external_id: wanted.externalId,
      role_session_name: sessionName(wanted),
      duration_seconds: String(wanted.durationSeconds),
      ...place(wanted),
    },
  };
}

function place({ region }: Wanted) {
  return { region, sts_regional_endpoints: 'regional' };
}

function sessionName({ namespace, workload }: Wanted): string {
  return fitName(`${namespace}.${workload}`, MAX_SESSION_NAME);
}
