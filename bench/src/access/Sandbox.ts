import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** A message of the portal as Slack got it. */
export interface SlackPost {
  sessionId: string;
  /** `started`, `ended` or `archived`. */
  kind: string;
  /** When Slack took it in, milliseconds since the epoch. */
  at: number;
}

/** What the sandbox's process says. */
export type FromSandbox =
  | { kubeconfig: string; appConfig: string }
  | { posts: SlackPost[] };

/** The sandbox, in a process of its own. */
export class Sandbox {
  private constructor(
    private readonly child: ChildProcess,
    /** Path of the kubeconfig that the portal uses. */
    readonly kubeconfig: string,
    /** Path of the configuration that leads the portal to it. */
    readonly appConfig: string,
  ) {}

  /**
   * @param options.state - folder for its files
   * @param options.url - where the portal will be
   * @param options.kubeconfig - of a real cluster in the place of the sandbox's
   */
  static async start(options: {
    state: string;
    url: string;
    kubeconfig?: string;
  }): Promise<Sandbox> {
    const { state, url, kubeconfig } = options;
    const child = fork(
      resolve('bench/src/access/sandboxProcess.ts'),
      [
        ...['--state', state, '--url', url],
        ...(kubeconfig ? ['--kubeconfig', resolve(kubeconfig)] : []),
      ],
      { execArgv: process.execArgv },
    );
    const ready = await answer(child, message =>
      'kubeconfig' in message ? message : undefined,
    );
    return new Sandbox(child, ready.kubeconfig, ready.appConfig);
  }

  /** Everything that Slack has got so far. */
  async posts(): Promise<SlackPost[]> {
    const posts = answer(this.child, message =>
      'posts' in message ? message.posts : undefined,
    );
    this.child.send('posts');
    return posts;
  }

  stop(): void {
    this.child.disconnect();
  }
}

/** Resolves with the first message that has what is looked for; the loader of TypeScript sends some of its own. */
function answer<T>(
  child: ChildProcess,
  look: (message: FromSandbox) => T | undefined,
): Promise<T> {
  return new Promise((found, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`The sandbox ended with ${code}`));
    const onMessage = (message: FromSandbox) => {
      const wanted = look(message);
      if (wanted !== undefined) {
        child.off('message', onMessage);
        child.off('exit', onExit);
        found(wanted);
      }
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
