/**
 * Runs the sandbox in a process of its own, for the start script: says over IPC when it is up, ends when the process that
 * started it does.
 */
import { parseArgs } from 'node:util';
import { people } from './people';
import { prepareRealCluster } from './realCluster';
import { startSandbox } from './sandbox';
import { welcome } from './welcome';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      state: { type: 'string' },
      'portal-url': { type: 'string' },
      'backend-url': { type: 'string' },
      durations: { type: 'string' },
      kubeconfig: { type: 'string' },
    },
  });
  const { state, 'portal-url': portalUrl, 'backend-url': backendUrl } = values;
  if (!state || !portalUrl || !backendUrl) {
    throw new Error('--state, --portal-url and --backend-url are needed');
  }
  const durations = values.durations?.split(',').map(Number) ?? [
    30, 300, 3600, 14400,
  ];
  if (durations.some(seconds => !Number.isInteger(seconds) || seconds < 1)) {
    throw new Error(
      `--durations takes whole seconds, separated by commas; not ${values.durations}`,
    );
  }
  const missing =
    values.kubeconfig &&
    (await prepareRealCluster({
      kubeconfig: values.kubeconfig,
      state,
      now: new Date(),
    }));
  if (missing) {
    throw new Error(missing);
  }
  const sandbox = await startSandbox({
    state,
    portalUrl,
    backendUrl,
    durations,
    kubeconfig: values.kubeconfig,
    wellKnownPorts: true,
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({
    welcome: welcome({
      portalUrl,
      slackUrl: sandbox.slack.url,
      kubeconfig: sandbox.kubeconfig,
      people,
      shortest: Math.min(...durations),
    }),
  });
}

main().catch(error => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
