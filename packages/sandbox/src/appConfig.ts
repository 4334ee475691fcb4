import { stringify } from 'yaml';

/** What the portal must know of the sandbox: addresses and credentials, and clocks that suit a person who tries it. */
export interface SandboxAddresses {
  portalUrl: string;
  backendUrl: string;
  /** Path of a kubeconfig whose current context may manage Rancher's types. */
  kubeconfig: string;
  slack: {
    apiUrl: string;
    botToken: string;
    signingSecret: string;
    channel: string;
  };
  loki: { url: string };
  oidc: { metadataUrl: string; clientId: string; clientSecret: string };
  /** Signs the portal's cookies. */
  sessionSecret: string;
  /** Folder of the archive store. */
  archives: string;
  /** Where the portal's database lives; absent: in memory. */
  databaseFolder?: string;
  /** A catalog file with the people. */
  catalogFile: string;
  /** Session lengths to offer, in seconds. */
  durations: number[];
}

/**
 * The configuration file that is laid over app-config.yaml.
 *
 * @returns YAML
 */
export function appConfig(addresses: SandboxAddresses): string {
  const backend = new URL(addresses.backendUrl);
  return stringify({
    app: {
      baseUrl: addresses.portalUrl,
      signIn: {
        title: 'Sandbox',
        message: 'Sign in as one of the people of the sandbox.',
      },
    },
    backend: {
      baseUrl: addresses.backendUrl,
      listen: { host: '127.0.0.1', port: Number(backend.port) },
      cors: { origin: addresses.portalUrl },
      ...(addresses.databaseFolder && {
        database: { connection: { directory: addresses.databaseFolder } },
      }),
    },
    auth: {
      session: { secret: addresses.sessionSecret },
      providers: {
        oidc: {
          development: {
            metadataUrl: addresses.oidc.metadataUrl,
            clientId: addresses.oidc.clientId,
            clientSecret: addresses.oidc.clientSecret,
            prompt: 'auto',
            signIn: {
              resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
            },
          },
        },
      },
    },
    catalog: {
      locations: [
        {
          type: 'file',
          target: addresses.catalogFile,
          rules: [{ allow: ['User', 'Group'] }],
        },
      ],
    },
    clusterAccess: {
      request: {
        durations: addresses.durations.map(seconds => ({ seconds })),
        minDuration: { seconds: Math.min(...addresses.durations) },
      },
      archive: { settle: { seconds: 2 } },
      rancher: { kubernetes: { kubeConfigFile: addresses.kubeconfig } },
      slack: {
        apiUrl: addresses.slack.apiUrl,
        botToken: addresses.slack.botToken,
        signingSecret: addresses.slack.signingSecret,
        channel: addresses.slack.channel,
      },
      loki: { baseUrl: addresses.loki.url },
      folder: { path: addresses.archives },
    },
  });
}
