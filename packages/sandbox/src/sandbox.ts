import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appConfig } from './appConfig';
import { catalogFile } from './catalog';
import {
  startKubernetesApiServer,
  type KubernetesApiServer,
} from './kubernetes';
import { startLoki, type LokiPeer } from './loki';
import { startOidc, type OidcPeer } from './oidc';
import { people } from './people';
import { freePort } from './ports';
import { startRancher, type Rancher } from './rancher';
import { startSlack, type SlackPeer } from './slack';

/** Where the portal is, and what of the sandbox is to be different. */
export interface SandboxOptions {
  /** Folder for the files it writes: kubeconfig, app-config.yaml, catalog, database, archives. Must exist. */
  state: string;
  portalUrl: string;
  backendUrl: string;
  /** Session lengths that the portal offers, in seconds. */
  durations?: number[];
  /** Kubeconfig of a real cluster that takes the place of the sandbox's Kubernetes. */
  kubeconfig?: string;
  /** Ports that people know by heart; tests leave them out and get free ones. */
  wellKnownPorts?: boolean;
}

/** The outside systems, and the files that lead the portal to them. */
export interface Sandbox {
  /** Absent with a real cluster. */
  kubernetes?: KubernetesApiServer;
  /** Absent with a real cluster. */
  rancher?: Rancher;
  slack: SlackPeer;
  loki: LokiPeer;
  oidc: OidcPeer;
  /** Path of the kubeconfig that the portal uses. */
  kubeconfig: string;
  /** Path of the configuration to lay over app-config.yaml. */
  appConfig: string;
  /** Folder of the archives. */
  archives: string;
  stop(): Promise<void>;
}

/** Channel in which the portal announces sessions. */
const channel = 'cluster-access';

/** Labels under which a cluster's log collector ships Rancher's audit log. */
const auditLogLabels = {
  namespace: 'cattle-system',
  container: 'rancher-audit-log',
  pod: 'rancher-6f7c9d8b54-x2k8p',
};

/** Starts every outside system on loopback and writes the configuration that leads the portal to them. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const secret = () => randomBytes(24).toString('hex');
  const port = async (wellKnown: number) =>
    options.wellKnownPorts ? freePort(wellKnown) : 0;
  const slackSecrets = {
    botToken: `xoxb-${secret()}`,
    signingSecret: secret(),
  };
  const oidcClient = { clientId: 'portal', clientSecret: secret() };

  const loki = await startLoki({ port: await port(23100) });
  const oidc = await startOidc({
    port: await port(25556),
    people,
    ...oidcClient,
    allowAnyLoopbackRedirect: true,
  });
  const slack = await startSlack({
    port: await port(24040),
    people,
    ...slackSecrets,
    commandUrl: `${options.backendUrl}/api/cluster-access/slack/commands`,
    interactionsUrl: `${options.backendUrl}/api/cluster-access/slack/interactions`,
  });
  const cluster = options.kubeconfig
    ? undefined
    : await startCluster(await port(26443), (line, at) =>
        loki.push(auditLogLabels, [{ at, line }]),
      );

  const path = (name: string) => join(options.state, name);
  const files = {
    kubeconfig: options.kubeconfig ?? path('kubeconfig'),
    appConfig: path('app-config.yaml'),
    catalog: path('people.yaml'),
    archives: path('archives'),
  };
  if (cluster) {
    await writeFile(files.kubeconfig, cluster.kubernetes.kubeconfig, {
      mode: 0o600,
    });
  }
  await mkdir(files.archives, { recursive: true });
  await writeFile(files.catalog, catalogFile(people));
  await writeFile(
    files.appConfig,
    appConfig({
      portalUrl: options.portalUrl,
      backendUrl: options.backendUrl,
      kubeconfig: files.kubeconfig,
      slack: { apiUrl: slack.apiUrl, ...slackSecrets, channel },
      loki: { url: loki.url },
      oidc: {
        metadataUrl: `${oidc.url}/.well-known/openid-configuration`,
        ...oidcClient,
      },
      sessionSecret: secret(),
      archives: files.archives,
      databaseFolder: path('database'),
      catalogFile: files.catalog,
      durations: options.durations ?? [30, 300, 3600, 14400],
    }),
    { mode: 0o600 },
  );

  return {
    ...cluster,
    slack,
    loki,
    oidc,
    kubeconfig: files.kubeconfig,
    appConfig: files.appConfig,
    archives: files.archives,
    async stop() {
      cluster?.rancher.stop();
      await Promise.all(
        [cluster?.kubernetes, slack, loki, oidc].map(async peer =>
          peer?.stop(),
        ),
      );
    },
  };
}

async function startCluster(
  port: number,
  onAuditLine: (line: string, at: Date) => void,
): Promise<{ kubernetes: KubernetesApiServer; rancher: Rancher }> {
  const kubernetes = await startKubernetesApiServer({ port });
  const rancher = await startRancher(kubernetes, {
    onAuditLine,
    activityIntervalMs: 1500,
  });
  return { kubernetes, rancher };
}
