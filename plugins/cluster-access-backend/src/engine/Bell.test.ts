import { getEventListeners } from 'node:events';
import { ManualClock } from '../__testUtils__/ManualClock';
import { Bell } from './Bell';

describe('a bell', () => {
  const clock = new ManualClock();

  it('wakes who waits, and is not lost while nobody does', async () => {
    const bell = new Bell(clock);
    const { signal } = new AbortController();
    const waiting = bell.wait(1000, signal);
    bell.ring();
    await expect(waiting).resolves.toBeUndefined();
    bell.ring();
    await expect(bell.wait(1000, signal)).resolves.toBeUndefined();
  });

  it('wakes after a while, and when the signal aborts', async () => {
    const bell = new Bell(clock);
    const stopping = new AbortController();
    const waiting = bell.wait(1000, stopping.signal);
    clock.advance(1000);
    await waiting;
    const another = bell.wait(1000, stopping.signal);
    stopping.abort();
    await another;
    await expect(bell.wait(1000, stopping.signal)).resolves.toBeUndefined();
  });

  it('leaves nothing behind on a signal that outlives it, however often it is waited for', async () => {
    const bell = new Bell(clock);
    const { signal } = new AbortController();
    const made = jest.spyOn(AbortSignal, 'any');
    for (let count = 0; count < 3; count++) {
      const waiting = bell.wait(1000, signal);
      clock.advance(1000);
      await waiting;
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    // Signals made by it are kept by their sources (Node.js 22, nodejs/node#54614).
    expect(made).not.toHaveBeenCalled();
  });
});
