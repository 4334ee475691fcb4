import type { LoggerService } from '@backstage/backend-plugin-api';

/** What goes on after Slack was answered. */
export class BackgroundTasks {
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly logger: LoggerService) {}

  /** @param what - names the task in the log, should it fail */
  run(what: string, task: () => Promise<void>): void {
    const running = task()
      .catch(error => {
        this.logger.warn(`Failed ${what}: ${error}`);
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }
}
