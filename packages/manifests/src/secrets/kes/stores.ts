import { shortHash } from '@cluster-self-service/iam-policy';
import type { KubernetesObject } from '../../kubernetes';
import type { Organisation } from '../../organisation';
import { accountOf } from '../aws';
import { awsStore } from '../secretStore';
import { vaultSecretStore } from '../vaultStore';
import { awsServiceOf, commonPrefix } from './keys';
import type { KesSecret } from './read';

/** What the stores need beside the manifests. */
export interface StoreOptions {
  serviceAccount: string;
  externalIds: Record<string, string>;
}

/** The store that a migrated ExternalSecret reads from. The same backend, role, region and prefix give the same store. */
export function storeOf(
  secret: KesSecret,
  options: StoreOptions,
  organisation: Organisation,
): KubernetesObject {
  const { namespace, spec } = secret;
  const service = awsServiceOf(secret);
  if (!service) {
    const role = spec.vaultRole ?? '';
    const mountPath =
      spec.vaultMountPoint ?? organisation.vault.kubernetesAuthPath;
    const version = spec.kvVersion === 1 ? 'v1' : 'v2';
    const [store] = vaultSecretStore(
      {
        namespace,
        name: `vault-${shortHash([role, mountPath, version].join('\n'))}`,
        serviceAccount: options.serviceAccount,
        role,
        mountPath,
        version,
      },
      organisation,
    );
    return store;
  }
  const region = spec.region ?? organisation.aws.region;
  const prefix = commonPrefix(secret, organisation);
  const arn = spec.roleArn;
  const account = arn ? accountOf(arn) : organisation.aws.accountId;
  const identity = [service, arn ?? '', region, prefix ?? ''].join('\n');
  return awsStore({
    namespace,
    name: [
      service === 'SecretsManager' ? 'secrets-manager' : 'parameter-store',
      account,
      region,
      shortHash(identity),
    ].join('-'),
    serviceAccount: options.serviceAccount,
    service,
    region,
    prefix,
    role: arn ? { arn, externalId: options.externalIds[arn] } : undefined,
  });
}
