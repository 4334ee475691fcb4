import type { KubernetesObject } from '../kubernetes';

/**
 * The same ExternalSecret with an annotation that changes with `at`: applying it makes External Secrets read at once.
 *
 * @param at - now, to the second
 * @see https://external-secrets.io/latest/introduction/faq/#can-i-manually-trigger-a-secret-refresh
 */
export function forceSync(
  externalSecret: KubernetesObject,
  at: Date,
): KubernetesObject {
  const { metadata } = externalSecret;
  return {
    ...externalSecret,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        'force-sync': String(Math.floor(at.getTime() / 1000)),
      },
    },
  };
}
