import { tolerate } from './tolerate';

/** Keys to look at, each once however often it was added, after the write that caused it is done. */
export class WorkQueue {
  readonly #keys = new Set<string>();
  readonly #work: (key: string) => void;
  #scheduled: NodeJS.Immediate | undefined;

  constructor(work: (key: string) => void) {
    this.#work = work;
  }

  add(key: string): void {
    this.#keys.add(key);
    this.#scheduled ??= setImmediate(() => this.#drain());
  }

  stop(): void {
    clearImmediate(this.#scheduled);
    this.#keys.clear();
  }

  #drain(): void {
    this.#scheduled = undefined;
    const keys = [...this.#keys];
    this.#keys.clear();
    keys.forEach(key => tolerate(() => this.#work(key)));
  }
}
