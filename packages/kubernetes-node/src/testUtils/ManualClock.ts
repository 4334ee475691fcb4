import type { Clock } from '../clock';

/** Time that passes when the test says so. */
export class ManualClock implements Clock {
  private time: number;
  private wallOffset: number;
  private timers: Array<{ at: number; order: number; callback: () => void }> =
    [];
  private order = 0;

  constructor(start: Date = new Date('2026-01-01T00:00:00Z')) {
    this.time = 0;
    this.wallOffset = start.getTime();
  }

  now(): number {
    return this.wallOffset + this.time;
  }

  monotonic(): number {
    return this.time;
  }

  schedule(callback: () => void, delayMs: number): () => void {
    const timer = {
      at: this.time + Math.max(delayMs, 0),
      order: this.order++,
      callback,
    };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  /** Sets the clock on the wall without any time passing. */
  setWallClockBy(ms: number): void {
    this.wallOffset += ms;
  }

  get pendingTimers(): number {
    return this.timers.length;
  }

  /** Lets time pass: every timer runs at its moment, and what it started gets as far as it can. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.timers
        .filter(timer => timer.at <= end)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) {
        break;
      }
      this.timers = this.timers.filter(timer => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.callback();
      await settle();
    }
    this.time = end;
  }
}

/** Waits until every promise that can settle without time passing has settled. */
export function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
