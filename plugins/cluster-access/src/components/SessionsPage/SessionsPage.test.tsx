import { SESSIONS_CHANNEL } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSignals,
  fakeClusterAccess,
  renderPlugin,
  sampleSession,
} from '../../__testUtils__';

const user = userEvent.setup({ delay: null });

describe('lists of sessions', () => {
  it('begins with the sessions of the reader', async () => {
    const api = fakeClusterAccess({
      listSessions: async () => ({ items: [sampleSession()] }),
    });
    renderPlugin({ path: '/cluster-access', api });

    const link = await screen.findByRole('link', { name: 'prod-eu' });
    expect(link).toHaveAttribute(
      'href',
      '/cluster-access/sessions/d6a5cdb8-session',
    );
    const row = screen.getByRole('row', { name: /prod-eu/ });
    expect(within(row).getByText('Active')).toBeInTheDocument();
    expect(within(row).queryByText('Erin Engineer')).not.toBeInTheDocument();
    expect(api.listSessions).toHaveBeenCalledWith(
      expect.objectContaining({ scope: 'mine', limit: 20 }),
    );
  });

  it.each([
    ['active', 'Nobody has access at the moment.'],
    ['sessions', 'There are no sessions yet, or none that you may see.'],
  ])('says under /%s that there are none', async (path, text) => {
    renderPlugin({
      path: `/cluster-access/${path}`,
      api: fakeClusterAccess(),
    });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('shows who holds the sessions that are active', async () => {
    const api = fakeClusterAccess({
      listSessions: async ({ scope }) => ({
        items: scope === 'active' ? [sampleSession()] : [],
      }),
    });
    renderPlugin({ path: '/cluster-access/active', api });
    expect(await screen.findByText('Erin Engineer')).toBeInTheDocument();
  });

  it('turns pages forward and back', async () => {
    const api = fakeClusterAccess({
      listSessions: async ({ cursor }) =>
        cursor === 'second'
          ? { items: [sampleSession({ clusterName: 'dev-eu' })] }
          : { items: [sampleSession()], nextCursor: 'second' },
    });
    renderPlugin({ path: '/cluster-access/sessions', api });
    await screen.findByRole('link', { name: 'prod-eu' });

    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(
      await screen.findByRole('link', { name: 'dev-eu' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await user.click(screen.getByRole('button', { name: 'Previous' }));
    expect(
      await screen.findByRole('link', { name: 'prod-eu' }),
    ).toBeInTheDocument();
  });

  it('follows a signal without a reload', async () => {
    const signals = new FakeSignals();
    let phase: 'granting' | 'active' = 'granting';
    const api = fakeClusterAccess({
      listSessions: async () => ({ items: [sampleSession({ phase })] }),
    });
    renderPlugin({ path: '/cluster-access', api, signals });
    expect(await screen.findByText('Granting')).toBeInTheDocument();

    phase = 'active';
    act(() =>
      signals.send(SESSIONS_CHANNEL, { sessionIds: ['d6a5cdb8-session'] }),
    );
    expect(await screen.findByText('Active')).toBeInTheDocument();
  });

  it('can try again when the list could not be loaded', async () => {
    const listSessions = jest
      .fn()
      .mockRejectedValueOnce(new Error('Failed to fetch'))
      .mockResolvedValue({ items: [sampleSession()] });
    renderPlugin({
      path: '/cluster-access',
      api: fakeClusterAccess({ listSessions }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The sessions could not be loadedFailed to fetch',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'prod-eu' }),
    ).toBeInTheDocument();
  });
});
