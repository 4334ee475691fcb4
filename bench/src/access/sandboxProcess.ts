import { startSandbox, type SlackMessage } from '@cluster-self-service/sandbox';
import { parseArgs } from 'node:util';
import type { FromSandbox, SlackPost } from './Sandbox';

/** The sandbox in a process of its own; ends with the one that started it. Says what its Slack has got when asked. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      state: { type: 'string', default: '' },
      url: { type: 'string', default: '' },
      kubeconfig: { type: 'string' },
    },
  });
  const sandbox = await startSandbox({
    state: values.state,
    portalUrl: values.url,
    backendUrl: values.url,
    kubeconfig: values.kubeconfig,
  });
  process.on('disconnect', () => process.exit());
  process.on('message', message => {
    if (message === 'posts') {
      tell({ posts: sandbox.slack.messages('cluster-access').map(post) });
    }
  });
  tell({ kubeconfig: sandbox.kubeconfig, appConfig: sandbox.appConfig });
}

function tell(message: FromSandbox): void {
  process.send?.(message);
}

function post({ ts, metadata }: SlackMessage): SlackPost {
  const [sessionId, kind] = String(metadata?.event_payload.key ?? '').split(
    '/',
  );
  // Slack numbers messages by the time at which it takes them in.
  return { sessionId, kind, at: Number(ts) * 1000 };
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
