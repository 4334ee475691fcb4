import { startKubernetesApiServer } from '@cluster-self-service/sandbox';

/** The sandbox's API server in a process of its own; ends with the one that started it. */
async function main(): Promise<void> {
  const server = await startKubernetesApiServer();
  process.on('disconnect', () => process.exit());
  process.send?.({ kubeconfig: server.kubeconfig });
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
