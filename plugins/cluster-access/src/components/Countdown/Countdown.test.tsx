import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import { Countdown } from './Countdown';

describe('Countdown', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-01-31T09:00:00.000Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const pass = (seconds: number) =>
    act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

  it('ticks down, and tells a screen reader only at a few marks', async () => {
    renderInTestApp(<Countdown until="2026-01-31T09:06:00.000Z" announce />);
    await pass(0);
    const timer = screen.getByRole('timer');
    const announced = () =>
      document.querySelector('[aria-live="polite"]')?.textContent;
    expect(timer).toHaveTextContent('6:00 left');
    expect(announced()).toBe('');

    await pass(1);
    expect(timer).toHaveTextContent('5:59 left');
    await pass(59);
    expect(timer).toHaveTextContent('5:00 left');
    expect(announced()).toBe('Less than 5 minutes of access are left.');

    await pass(240);
    expect(announced()).toBe('Less than one minute of access is left.');
    await pass(60);
    expect(timer).toHaveTextContent('Time is over');
    expect(announced()).toBe('The time is over. Access is being taken back.');
  });

  it('stops ticking when it is gone', async () => {
    const { unmount } = renderInTestApp(
      <Countdown until="2026-01-31T09:06:00.000Z" />,
    );
    await pass(1);
    const running = jest.getTimerCount();
    expect(running).toBeGreaterThan(0);
    unmount();
    expect(jest.getTimerCount()).toBeLessThan(running);
  });
});
