import type { FieldProblem } from '@cluster-self-service/iam-policy';
import type { Organisation } from '../../organisation';
import { accountOf } from '../aws';
import { namespacePrefix } from '../remoteKey';
import { awsServiceOf, commonPrefix, readsOf } from './keys';
import type { KesSecret } from './read';
import type { StoreOptions } from './stores';

/** What works only if somebody does something, or works otherwise than before, by field. */
export function kesWarnings(
  secret: KesSecret,
  options: StoreOptions,
  organisation: Organisation,
): FieldProblem[] {
  const { spec, path, metadata } = secret;
  const service = awsServiceOf(secret);
  const at = (field: string, message: string) => ({
    path: `${path}.${field}`,
    message,
  });
  return [
    ...(service ? outsidePrefix(secret, organisation) : []),
    ...roleWarnings(secret, options, organisation),
    ...(service && !spec.region
      ? [
          at(
            'spec.region',
            `was the old controller's own region; ${organisation.aws.region} is taken now`,
          ),
        ]
      : []),
    ...(spec.controllerId
      ? [
          at(
            'spec.controllerId',
            'chose one of several old controllers and is left out; the new stores have spec.controller for it',
          ),
        ]
      : []),
    ...(metadata.labels || metadata.annotations
      ? [
          at(
            'metadata',
            'labels and annotations are left out: External Secrets would copy them to the Secret',
          ),
        ]
      : []),
  ];
}

function outsidePrefix(
  secret: KesSecret,
  organisation: Organisation,
): FieldProblem[] {
  if (commonPrefix(secret, organisation)) {
    return [];
  }
  const prefix = namespacePrefix(
    secret.namespace,
    organisation,
    awsServiceOf(secret),
  );
  return readsOf(secret)
    .filter(({ key }) => !key.startsWith(prefix))
    .map(({ key, path }) => ({
      path,
      message: `"${key}" is outside "${prefix}", so its store has no prefix and only the role limits what it reads: copy the secret to a name below "${prefix}", let the role read that, and migrate again`,
    }));
}

function roleWarnings(
  { spec, path, namespace }: KesSecret,
  { serviceAccount, externalIds }: StoreOptions,
  organisation: Organisation,
): FieldProblem[] {
  const caller = `the service account ${namespace}/${serviceAccount}`;
  if (spec.backendType === 'vault') {
    return [
      {
        path: `${path}.spec.vaultRole`,
        message: `was used by the old controller's service account: bind the role to ${caller}`,
      },
    ];
  }
  const arn = spec.roleArn;
  if (!arn) {
    return [
      {
        path: `${path}.spec.roleArn`,
        message: `is not set: the old controller read with its own role, the store reads with the one of ${caller}, which must allow it`,
      },
    ];
  }
  const warnings = [
    {
      path: `${path}.spec.roleArn`,
      message: `trusts the old controller's role: let its trust policy trust the role of ${caller}, and let that role assume it`,
    },
  ];
  if (accountOf(arn) !== organisation.aws.accountId && !externalIds[arn]) {
    warnings.push({
      path: `externalIds.${arn}`,
      message:
        'is not given: a trust policy without sts:ExternalId lets every tenant of the platform use the role',
    });
  }
  return warnings;
}
