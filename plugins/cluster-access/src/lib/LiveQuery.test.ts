import { LiveQuery } from './LiveQuery';

/** A query whose loads are answered by hand. */
function setUp(delay = 10_000) {
  const answers: Array<{
    resolve: (value: string) => void;
    reject: (error: Error) => void;
    signal: AbortSignal;
  }> = [];
  const onValue = jest.fn();
  const onError = jest.fn();
  const query = new LiveQuery<string>({
    load: signal =>
      new Promise((resolve, reject) => {
        answers.push({ resolve, reject, signal });
      }),
    onValue,
    onError,
    delay: () => delay,
    minimumGap: 500,
  });
  const settle = () => jest.advanceTimersByTimeAsync(0);
  return { query, answers, onValue, onError, settle };
}

describe('LiveQuery', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('loads at once and again after the delay', async () => {
    const { query, answers, onValue, settle } = setUp();
    query.resume();
    answers[0].resolve('first');
    await settle();
    expect(onValue).toHaveBeenLastCalledWith('first');

    await jest.advanceTimersByTimeAsync(9_999);
    expect(answers).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(answers).toHaveLength(2);
    query.stop();
  });

  it('answers a burst of signals with one load after the one under way', async () => {
    const { query, answers, settle } = setUp();
    query.resume();
    for (let i = 0; i < 1000; i++) query.refresh();
    expect(answers).toHaveLength(1);

    answers[0].resolve('before the signals');
    await settle();
    await jest.advanceTimersByTimeAsync(500);
    expect(answers).toHaveLength(2);
    answers[1].resolve('after the signals');
    await settle();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(answers).toHaveLength(2);
    query.stop();
  });

  it('keeps a gap between loads, however many signals come', async () => {
    const { query, answers, settle } = setUp();
    query.resume();
    for (let i = 0; i < 20; i++) {
      answers.at(-1)?.resolve('value');
      await settle();
      query.refresh();
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(answers.length).toBeLessThanOrEqual(1 + 2000 / 500);
    query.stop();
  });

  it('loads nothing while paused, and once when it goes on', async () => {
    const { query, answers, settle } = setUp();
    query.resume();
    answers[0].resolve('value');
    await settle();
    query.pause();
    query.refresh();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(answers).toHaveLength(1);

    query.resume();
    await settle();
    expect(answers).toHaveLength(2);
    query.stop();
  });

  it('tells of a failure and tries again', async () => {
    const { query, answers, onError, onValue, settle } = setUp();
    query.resume();
    answers[0].reject(new Error('no answer'));
    await settle();
    expect(onError).toHaveBeenCalledWith(new Error('no answer'));

    await jest.advanceTimersByTimeAsync(10_000);
    answers[1].resolve('there again');
    await settle();
    expect(onValue).toHaveBeenCalledWith('there again');
    query.stop();
  });

  it('says nothing more once it is stopped', async () => {
    const { query, answers, onValue, settle } = setUp();
    query.resume();
    query.stop();
    expect(answers[0].signal.aborted).toBe(true);
    answers[0].resolve('too late');
    await settle();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(onValue).not.toHaveBeenCalled();
    expect(answers).toHaveLength(1);
  });
});
