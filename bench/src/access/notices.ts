import { people } from '@cluster-self-service/sandbox';
import { BindingWatch } from './BindingWatch';
import type { Installation } from './Installation';
import type { SlackPost } from './Sandbox';
import { until } from './until';

/** Milliseconds, one value a session. */
export interface NoticeFigures {
  /** From the watch event that shows the new binding to the message in Slack. */
  started: number[];
  /** From the watch event that says that the binding is gone to the reply in the message's thread. */
  ended: number[];
}

const cluster = 'c-m-7qkx2bzl';
const role = 'cluster-member';
/** Long enough for the start to be told before the end. */
const durationSeconds = 3;

/** Sessions one after another, and how long after the fact Slack is told. */
export async function measureNotices(
  installation: Installation,
  { notices }: { notices: number },
): Promise<NoticeFigures> {
  const { client, sessions, sandbox } = installation;
  const [erin] = people.filter(({ name }) => name === 'erin');
  await sessions.clear();
  const watch = await BindingWatch.start(client);
  const backend = await installation.startBackend();
  const figures: NoticeFigures = { started: [], ended: [] };
  try {
    for (let index = 0; index < notices; index++) {
      const id = `notice-${index}`;
      await sessions.insert([
        {
          id,
          phase: 'approved',
          holder: `user:default/${erin.name}`,
          holderName: erin.displayName,
          subject: erin.rancherUserId,
          cluster,
          role,
          durationSeconds,
        },
      ]);
      const posts = await until(`${id} is told in Slack`, async () => {
        const all = await sandbox.posts();
        const [started, ended] = ['started', 'ended'].map(kind =>
          all.find(post => isAbout(post, id, kind)),
        );
        return started && ended && { started, ended };
      });
      const [added] = [...watch.addedAt.values()].slice(-1);
      const [deleted] = [...watch.deletedAt.values()].slice(-1);
      figures.started.push(posts.started.at - added);
      figures.ended.push(posts.ended.at - deleted);
    }
    return figures;
  } finally {
    watch.stop();
    await backend.stop();
  }
}

function isAbout(post: SlackPost, id: string, kind: string): boolean {
  return post.sessionId === id && post.kind === kind;
}
