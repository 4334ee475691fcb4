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
      const ringing = new AbortController();
      this.wake = () => ringing.abort();
      await sleep(
        this.clock,
        milliseconds,
        AbortSignal.any([signal, ringing.signal]),
      );
      this.wake = undefined;
    }
    this.rung = false;
  }
}
