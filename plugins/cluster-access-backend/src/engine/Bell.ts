import { sleep, type Clock } from '@cluster-self-service/kubernetes-node';

/** Wakes one loop that waits for work. A ring while nobody waits is not lost. */
export class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  constructor(private readonly clock: Clock) {}

  readonly ring = (): void => {
    this.rung = true;
    this.wake?.();
  };

  /** Resolves on the next ring, after a while, or when the signal aborts. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.rung) {
      // Not AbortSignal.any: what is made of a signal that lives for months stays with it for as long.
      const ringing = new AbortController();
      const wake = () => ringing.abort();
      this.wake = wake;
      signal.addEventListener('abort', wake);
      if (signal.aborted) {
        wake();
      }
      await sleep(this.clock, milliseconds, ringing.signal);
      signal.removeEventListener('abort', wake);
      this.wake = undefined;
    }
    this.rung = false;
  }
}
