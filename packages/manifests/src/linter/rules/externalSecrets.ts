import type { Range } from '../source';
import type { Manifest, YamlPath } from '../manifest';
import type { ManifestRule } from './rule';

const KES = 'kubernetes-client.io/v1';

/** The API of a project that is archived: nothing in the cluster answers for it. */
export const deadExternalSecretsApi: ManifestRule = manifest => {
  const isBeta =
    manifest.apiVersion.startsWith('external-secrets.io/') &&
    manifest.apiVersion === 'external-secrets.io/v1beta1' &&
    manifest.kind === 'ExternalSecret';
  if (manifest.apiVersion !== KES && !isBeta) {
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
        : 'kubernetes-client.io is Kubernetes External Secrets, which is archived. External Secrets Operator has a SecretStore for backendType, roleArn and region, and an ExternalSecret for data. Take the ownerReferences off the Secrets and stop the old controller before its objects go, or the Secrets go with them.',
      correction: { ...range, text: 'external-secrets.io/v1' },
      source: 'https://external-secrets.io/latest/guides/v1beta1/',
    },
  ];
};

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
      correction: { ...range, text: `${own}${ownPart(key)}` },
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
