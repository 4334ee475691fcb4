import { stringify } from 'yaml';

/** A kubeconfig with one context a user; the first one is current. */
export function kubeconfig(options: {
  url: string;
  caCertificate: string;
  users: Array<{ name: string; token: string }>;
}): string {
  const { url, caCertificate, users } = options;
  const cluster = 'sandbox';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server: url,
          'certificate-authority-data':
            Buffer.from(caCertificate).toString('base64'),
        },
      },
    ],
    users: users.map(({ name, token }) => ({ name, user: { token } })),
    contexts: users.map(({ name }) => ({
      name,
      context: { cluster, user: name },
    })),
    'current-context': users[0]?.name,
  });
}
