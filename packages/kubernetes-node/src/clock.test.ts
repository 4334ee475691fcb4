import { sleep, systemClock, within } from './clock';
import { ManualClock, settle } from './testUtils/ManualClock';

describe('systemClock', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  it('waits for longer than the 2^31 ms that a timer of Node.js can', () => {
    const days = 24 * 3600 * 1000;
    const callback = jest.fn();
    systemClock.schedule(callback, 60 * days);
    jest.advanceTimersByTime(60 * days - 1);
    expect(callback).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('cancels, also after it has armed a second timer', () => {
    const callback = jest.fn();
    const cancel = systemClock.schedule(callback, 2 ** 31 + 10);
    jest.advanceTimersByTime(2 ** 31 - 1);
    cancel();
    jest.advanceTimersByTime(1000);
    expect(callback).not.toHaveBeenCalled();
  });
});

describe('sleep', () => {
  it('ends when its time has come, or when the signal aborts', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const ended: string[] = [];
    void sleep(clock, 100).then(() => ended.push('time'));
    void sleep(clock, 1000, controller.signal).then(() => ended.push('abort'));
    await clock.advance(99);
    expect(ended).toEqual([]);
    await clock.advance(1);
    expect(ended).toEqual(['time']);
    controller.abort();
    await settle();
    expect(ended).toEqual(['time', 'abort']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('does not start with a signal that has aborted', async () => {
    await expect(
      sleep(new ManualClock(), 1000, AbortSignal.abort()),
    ).resolves.toBeUndefined();
  });
});

describe('within', () => {
  it('answers what came in time and leaves no timer', async () => {
    const clock = new ManualClock();
    await expect(within(clock, 100, async () => 'done')).resolves.toBe('done');
    expect(clock.pendingTimers).toBe(0);
  });

  it('aborts and rejects what takes too long, even when it does not listen', async () => {
    const clock = new ManualClock();
    let given: AbortSignal | undefined;
    const result = within(clock, 100, signal => {
      given = signal;
      return new Promise(() => {});
    });
    const failure = result.catch(error => error);
    await clock.advance(100);
    expect(await failure).toMatchObject({ message: 'timed out after 100 ms' });
    expect(given?.aborted).toBe(true);
  });
});
