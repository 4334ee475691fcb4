import type { Clock } from '@cluster-self-service/kubernetes-node';
import { start } from './examples';

/** Time that stands still until the test moves it. */
export class ManualClock implements Clock {
  private time = 0;
  private readonly timers = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return start + this.time;
  }

  monotonic(): number {
    return this.time;
  }

  schedule(callback: () => void, delayMs: number): () => void {
    const timer = { at: this.time + delayMs, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Moves on, and calls what is due on the way. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const [next] = [...this.timers]
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }
}
