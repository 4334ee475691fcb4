import type { Manifest } from '../manifest';
import type { ManifestRule } from './rule';

/** Without a service account of its own a pod gets no token that AWS would take. */
export const missingServiceAccount: ManifestRule = manifest => {
  const pod = manifest.podSpecPath;
  if (
    !pod ||
    !manifest.node(pod) ||
    !usesAws(manifest) ||
    manifest.string([...pod, 'serviceAccountName'])
  ) {
    return [];
  }
  const { start } = manifest.range(pod);
  const lineStart = manifest.text.lastIndexOf('\n', start - 1) + 1;
  const indent = ' '.repeat(start - lineStart);
  return [
    {
      rule: 'missing-service-account',
      severity: 'error',
      range: manifest.range(pod),
      path: pod,
      message:
        'The pod calls AWS but names no serviceAccountName. The default service account has no role, so the web identity token file is not there and the first hop fails.',
      correction: {
        start,
        end: start,
        text: `serviceAccountName: <service-account-with-a-role>\n${indent}`,
      },
      source:
        'https://docs.aws.amazon.com/eks/latest/userguide/pod-configuration.html',
    },
  ];
};

function usesAws(manifest: Manifest): boolean {
  return manifest.containers.some(container =>
    manifest
      .items([...container, 'env'])
      .some(variable =>
        /^AWS_(PROFILE|CONFIG_FILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE)$/.test(
          manifest.string([...variable, 'name']),
        ),
      ),
  );
}
