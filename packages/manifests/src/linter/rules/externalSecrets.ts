import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import type { Organisation } from '../../organisation';
import { migrateKes } from '../../secrets';
import { printManifests } from '../../yaml';
import type { Range } from '../source';
import { type Manifest, printScalar, type YamlPath } from '../manifest';
import type { ManifestRule } from './rule';

const KES = 'kubernetes-client.io/v1';

/** APIs that nothing in the cluster answers for any more. */
export const deadExternalSecretsApi: ManifestRule = (
  manifest,
  { organisation },
) => {
  const { apiVersion, kind } = manifest;
  const isBeta =
    apiVersion === 'external-secrets.io/v1beta1' && kind === 'ExternalSecret';
  if (apiVersion !== KES && !isBeta) {
    return [];
  }
  const range = manifest.range(['apiVersion']);
  return [
    {
      rule: 'dead-external-secrets-api',
      severity: 'error',
      range,
      path: ['apiVersion'],
      message: isBeta
        ? 'External Secrets Operator serves v1beta1 no more.'
        : 'kubernetes-client.io is Kubernetes External Secrets, which is archived. Before its objects go, stop its controller and take the ownerReferences off the Secrets, or the Secrets go with them.',
      correction: (!isBeta && asMigrated(manifest, organisation)) || {
        ...range,
        text: 'external-secrets.io/v1',
      },
      source: isBeta
        ? 'https://external-secrets.io/latest/introduction/deprecation-policy/'
        : 'https://github.com/external-secrets/kubernetes-external-secrets#readme',
    },
  ];
};

/** The store and the secret that take its place; `undefined` where the migration has to ask something first. */
function asMigrated(manifest: Manifest, organisation: Organisation) {
  const [start, end] = manifest.document.contents?.range ?? [0, 0];
  try {
    const { objects } = migrateKes(
      {
        manifests: [manifest.document.toJS({ maxAliasCount: 100 })],
        serviceAccount: 'service-account-with-a-role',
      },
      organisation,
    );
    return { start, end, text: printManifests(objects) };
  } catch (error) {
    // The latter: aliases of aliases that would grow without end.
    if (
      error instanceof InvalidFieldsError ||
      error instanceof ReferenceError
    ) {
      return undefined;
    }
    throw error;
  }
}

/** A namespace reads `<prefix>/<namespace>/…` and nothing else. */
export const secretOutsideNamespace: ManifestRule = (
  manifest,
  { organisation },
) => {
  if (manifest.kind !== 'ExternalSecret') {
    return [];
  }
  const own = `${organisation.secrets.pathPrefix}/${
    manifest.namespace || '<namespace>'
  }/`;
  return secretKeys(manifest)
    .filter(({ key }) => key.includes('/') && !key.startsWith(own))
    .map(({ key, range, path }) => ({
      rule: 'secret-outside-namespace',
      severity: 'error' as const,
      range,
      path,
      message: `"${key}" is not below "${own}". A namespace reads its own secrets only: the store of the namespace refuses this one.`,
      correction: { ...range, text: printScalar(`${own}${ownPart(key)}`) },
      source:
        'https://external-secrets.io/latest/provider/aws-secrets-manager/',
    }));
};

function secretKeys(
  manifest: Manifest,
): Array<{ key: string; path: YamlPath; range: Range }> {
  return manifest
    .items(['spec', 'data'])
    .map(item =>
      manifest.apiVersion === KES
        ? [...item, 'key']
        : [...item, 'remoteRef', 'key'],
    )
    .map(path => ({
      key: manifest.string(path),
      path,
      range: manifest.range(path),
    }));
}

/** `cluwe-dev/rds/secret` without its first part, which names a team or another namespace. */
function ownPart(key: string): string {
  return key.split('/').slice(1).join('/');
}
