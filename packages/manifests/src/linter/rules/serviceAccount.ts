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
  return [
    {
      rule: 'missing-service-account',
      severity: 'error',
      range: manifest.range(pod),
      path: pod,
      message:
        'The pod calls AWS but names no serviceAccountName. The default service account has no role, so the web identity token file is not there and the first hop fails.',
      correction: withServiceAccount(manifest.text, manifest.range(pod).start),
      source:
        'https://docs.aws.amazon.com/eks/latest/userguide/pod-configuration.html',
    },
  ];
};

/** The field in front of the others, as they are written: in braces, or each on a line. */
function withServiceAccount(text: string, start: number) {
  if (text[start] === '{') {
    const field = '"serviceAccountName": "<service-account-with-a-role>", ';
    return { start: start + 1, end: start + 1, text: field };
  }
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const field = `serviceAccountName: <service-account-with-a-role>\n${indent}`;
  return { start, end: start, text: field };
}

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
