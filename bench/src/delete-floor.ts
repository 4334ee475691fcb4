import {
  createKubernetesClient,
  type KubernetesClient,
  parseKubeConfig,
  type ResourceType,
} from '@cluster-self-service/kubernetes-node';
import { CoreV1Api, type KubeConfig } from '@kubernetes/client-node';
import https from 'node:https';
import {
  type Contender,
  describeMachine,
  inOwnNamespace,
  measure,
  publish,
  readable,
  readOptions,
  timeEach,
  useApiServer,
} from './lib';

/**
 * How long it takes to delete many small objects: with the client of this suite, with nothing but kept connections (what
 * is possible at all), and with `@kubernetes/client-node` as it comes.
 */

const configMaps: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};

async function main(): Promise<void> {
  const { kubeconfig, numbers } = readOptions({
    objects: 1000,
    concurrency: 64,
    rounds: 5,
  });
  const { objects, concurrency, rounds } = numbers;
  const machine = describeMachine();
  const server = await useApiServer(kubeconfig);
  const kubeConfig = parseKubeConfig(server.kubeconfig);
  const client = createKubernetesClient({
    kubeConfig,
    limits: { maxConnections: concurrency },
  });
  const names = Array.from({ length: objects }, (_, i) => `object-${i}`);

  const figures = await inOwnNamespace(client, async namespace => {
    const deletes = await deleters(client, kubeConfig, namespace, concurrency);
    const contenders: Contender[] = deletes.map(({ name, remove }) => ({
      name,
      run: () => timeEach(names, concurrency, remove),
    }));
    return measure(contenders, rounds, async () => {
      await timeEach(names, concurrency, name =>
        client.create(configMaps, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace },
        }),
      );
    });
  });
  server.stop();

  const [, raw] = figures;
  await publish({
    name: 'delete-floor',
    target: server.target,
    machine,
    parameters: numbers,
    figures,
    table: {
      head: [
        'client',
        'all, median',
        'best',
        'beside raw',
        'one, p50',
        'p99',
        'max',
      ],
      rows: figures.map(({ name, totalsMs, medianTotalMs, operationMs }) => [
        name,
        readable(medianTotalMs),
        readable(Math.min(...totalsMs)),
        `${(medianTotalMs / raw.medianTotalMs).toFixed(2)} x`,
        readable(operationMs.p50),
        readable(operationMs.p99),
        readable(operationMs.max),
      ]),
    },
  });
}

async function deleters(
  client: KubernetesClient,
  kubeConfig: KubeConfig,
  namespace: string,
  concurrency: number,
): Promise<
  Array<{ name: string; remove: (object: string) => Promise<unknown> }>
> {
  const applied: https.RequestOptions = { headers: {} };
  await kubeConfig.applyToHTTPSOptions(applied);
  const { ca, cert, key, rejectUnauthorized, servername } = applied;
  const agent = new https.Agent({
    ca,
    cert,
    key,
    rejectUnauthorized,
    servername,
    keepAlive: true,
    maxSockets: concurrency,
  });
  const server = kubeConfig.getCurrentCluster()?.server.replace(/\/$/, '');
  const api = kubeConfig.makeApiClient(CoreV1Api);
  return [
    {
      name: 'this client',
      remove: name => client.delete(configMaps, { name, namespace }),
    },
    {
      name: 'raw `node:https`, kept connections',
      remove: name =>
        new Promise<void>((resolve, reject) => {
          const url = `${server}/api/v1/namespaces/${namespace}/configmaps/${name}`;
          https
            .request(
              url,
              { method: 'DELETE', agent, headers: applied.headers },
              response => {
                response.resume();
                response.on('end', () =>
                  response.statusCode === 200
                    ? resolve()
                    : reject(new Error(`${response.statusCode} for ${url}`)),
                );
              },
            )
            .on('error', reject)
            .end();
        }),
    },
    {
      name: '`@kubernetes/client-node` as it comes',
      remove: name => api.deleteNamespacedConfigMap({ name, namespace }),
    },
  ];
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
