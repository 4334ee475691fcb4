import { mockServices } from '@backstage/backend-test-utils';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import { aSession } from '../__testUtils__/examples';
import { SessionSignals } from './SessionSignals';

jest.useFakeTimers();

describe('SessionSignals', () => {
  const logger = mockServices.logger.mock();
  const published: SignalPayload[] = [];
  const publish = async (signal: SignalPayload) => void published.push(signal);
  const ids = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `s${from + index}`);

  beforeEach(() => {
    published.length = 0;
  });

  it('tells all changes of one moment together, each session once', async () => {
    const signals = new SessionSignals({ publish }, logger);
    signals.tell(ids(0, 600).map(id => aSession({ id })));
    signals.tell(ids(500, 1000).map(id => aSession({ id })));
    await jest.runAllTimersAsync();
    expect(published).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'cluster-access:sessions',
        message: { sessionIds: ids(0, 1000) },
      },
    ]);
  });

  it('splits what the event bus would not take at once', async () => {
    const signals = new SessionSignals({ publish }, logger);
    signals.tell(ids(0, 2500).map(id => aSession({ id })));
    await jest.runAllTimersAsync();
    expect(published.map(({ message }) => message)).toEqual([
      { sessionIds: ids(0, 1000) },
      { sessionIds: ids(1000, 2000) },
      { sessionIds: ids(2000, 2500) },
    ]);
  });

  it('goes on after a signal that could not be sent', async () => {
    const failing = jest
      .fn(publish)
      .mockRejectedValueOnce(new Error('no event bus'));
    const signals = new SessionSignals({ publish: failing }, logger);
    signals.tell([aSession({ id: 's1' })]);
    await jest.runAllTimersAsync();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    signals.tell([aSession({ id: 's2' })]);
    await jest.runAllTimersAsync();
    expect(published.map(({ message }) => message)).toEqual([
      { sessionIds: ['s2'] },
    ]);
  });
});
