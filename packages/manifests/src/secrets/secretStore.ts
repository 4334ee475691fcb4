import {
  externalIdField,
  InvalidFieldsError,
  parseFields,
  regionField,
} from '@cluster-self-service/iam-policy';
import type { FieldProblem } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { awsTags } from '../aws';
import { dnsLabel, dnsSubdomain, roleArn } from '../fields';
import type { KubernetesObject } from '../kubernetes';
import type { Organisation } from '../organisation';
import type { AwsService } from './aws';
import { accountOf, awsService } from './aws';
import { namespacePrefix } from './remoteKey';

/** What {@link secretStore} takes. */
export const secretStoreInput = z.strictObject({
  namespace: dnsLabel,
  name: dnsSubdomain,
  /** Service account whose IRSA role the store begins with; External Secrets asks for its token. */
  serviceAccount: dnsSubdomain,
  service: awsService.default('SecretsManager'),
  /** The platform's region when left out. */
  region: regionField.optional(),
  /** Role that is assumed from the service account's: the one of the external account. Without it, the account is the platform's. */
  role: z
    .strictObject({ arn: roleArn, externalId: externalIdField.optional() })
    .optional(),
  /** Roles of the platform's account that are assumed one after the other before `role`. */
  additionalRoles: z.array(roleArn).max(4, 'use at most 4 roles').default([]),
  /** Tags of the session of `role`; its trust has to allow `sts:TagSession`. */
  sessionTags: awsTags.optional(),
});
export type SecretStoreInput = z.input<typeof secretStoreInput>;

/**
 * The SecretStore of a namespace: AWS Secrets Manager or Parameter Store, by the role of a service account of that namespace, and
 * from it, where `role` is given, the role of another account. Every key read through it begins with the namespace's prefix.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export function secretStore(
  input: SecretStoreInput,
  organisation: Organisation,
): KubernetesObject[] {
  const store = parseFields(secretStoreInput, input);
  const problems = checkRoles(store, organisation);
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return [
    awsStore({
      ...store,
      region: store.region ?? organisation.aws.region,
      prefix: namespacePrefix(store.namespace, organisation, store.service),
    }),
  ];
}

function checkRoles(
  store: z.output<typeof secretStoreInput>,
  organisation: Organisation,
): FieldProblem[] {
  const { role, additionalRoles, sessionTags } = store;
  const isExternal = (arn: string) =>
    accountOf(arn) !== organisation.aws.accountId;
  const problems = additionalRoles.flatMap((arn, index) =>
    isExternal(arn)
      ? [
          {
            path: `additionalRoles[${index}]`,
            message: `must be in account ${organisation.aws.accountId}: External Secrets sends the external id to role only`,
          },
        ]
      : [],
  );
  if (role && isExternal(role.arn) && !role.externalId) {
    problems.push({
      path: 'role.externalId',
      message:
        'give the external id that the trust policy of the role asks for; a role without one is open to every tenant of the platform',
    });
  }
  if (!role && additionalRoles.length > 0) {
    problems.push({
      path: 'additionalRoles',
      message: 'give role too: the last role of the chain belongs there',
    });
  }
  if (!role && sessionTags) {
    problems.push({
      path: 'sessionTags',
      message: 'give role too: tags are sent only when it is assumed',
    });
  }
  return problems;
}

/** A SecretStore of AWS, from values that have been checked. Without `prefix` it reads whatever its role may read. */
export function awsStore(store: {
  namespace: string;
  name: string;
  serviceAccount: string;
  service: AwsService;
  region: string;
  role?: { arn: string; externalId?: string };
  additionalRoles?: string[];
  sessionTags?: Record<string, string>;
  prefix?: string;
}): KubernetesObject {
  const { role, additionalRoles = [], sessionTags, prefix } = store;
  const tags = Object.entries(sessionTags ?? {});
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: store.name, namespace: store.namespace },
    spec: {
      provider: {
        aws: {
          service: store.service,
          region: store.region,
          ...(prefix && { prefix }),
          auth: { jwt: { serviceAccountRef: { name: store.serviceAccount } } },
          ...(additionalRoles.length > 0 && { additionalRoles }),
          ...(role && { role: role.arn }),
          ...(role?.externalId && { externalID: role.externalId }),
          ...(tags.length > 0 && {
            sessionTags: tags.map(([key, value]) => ({ key, value })),
          }),
        },
      },
    },
  };
}
