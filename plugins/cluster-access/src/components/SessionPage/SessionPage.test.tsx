import {
  type AccessSession,
  SESSIONS_CHANNEL,
  type SessionDetails,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { NotFoundError } from '@backstage/errors';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ClusterAccessApi } from '../../api';
import {
  FakeSignals,
  fakeClusterAccess,
  renderPlugin,
  sampleArchive,
  sampleSession,
} from '../../__testUtils__';

const user = userEvent.setup({ delay: null });

function details(
  change: Partial<AccessSession> = {},
  rest: Partial<SessionDetails> = {},
): SessionDetails {
  return {
    session: sampleSession(change),
    timeline: [],
    allowed: { end: false, downloadArchive: false },
    ...rest,
  };
}

function show(
  shown: SessionDetails | (() => Promise<SessionDetails>),
  change: Partial<ClusterAccessApi> = {},
  signals?: FakeSignals,
) {
  const api = fakeClusterAccess({
    getSession: typeof shown === 'function' ? shown : async () => shown,
    ...change,
  });
  renderPlugin({
    path: '/cluster-access/sessions/d6a5cdb8-session',
    api,
    signals,
  });
  return api;
}

const heading = () =>
  screen.findByRole('heading', { name: 'Erin Engineer on prod-eu' });

/** The definition beside a term. */
function fact(term: string) {
  return screen.getByText(term, { selector: 'dt' }).nextElementSibling;
}

describe('the page of a session', () => {
  it('says who has what, where, and why', async () => {
    show(details());
    await heading();
    expect(screen.getByText('Active')).toBeInTheDocument();
    expect(fact('Role')).toHaveTextContent('cluster-member');
    expect(fact('Reason')).toHaveTextContent('INC-4711: checkout answers 503');
    expect(fact('Duration')).toHaveTextContent('15 minutes');
    expect(screen.getByRole('link', { name: 'Erin Engineer' })).toHaveAttribute(
      'href',
      '/catalog/default/user/erin',
    );
    expect(
      screen.queryByRole('button', { name: /done|Revoke/ }),
    ).not.toBeInTheDocument();
  });

  it('shows hostile text as text', async () => {
    const hostile =
      '<img src=x onerror="alert(1)"> [x](javascript:alert(1)) $t(end.revoke) {{holder}}';
    show(
      details(
        { reason: hostile, message: hostile, holderName: hostile },
        {
          timeline: [
            {
              sequence: 1,
              at: '2026-01-31T09:00:00Z',
              type: 'requested',
              message: hostile,
            },
          ],
        },
      ),
    );
    expect(
      await screen.findByRole('heading', { name: `${hostile} on prod-eu` }),
    ).toBeInTheDocument();
    expect(screen.getAllByText(hostile).length).toBeGreaterThanOrEqual(4);
    expect(screen.queryByRole('img', { name: '' })).not.toBeInTheDocument();
    expect(document.querySelector('[onerror]')).toBeNull();
    expect(document.querySelector('a[href^="javascript"]')).toBeNull();
  });

  it('tells the history in order, with UTC at hand and who did it', async () => {
    show(
      details(
        {},
        {
          timeline: [
            {
              sequence: 1,
              at: '2026-01-31T08:59:50.000Z',
              type: 'requested',
              actor: 'user:default/erin',
              message: 'Asked for cluster-member.',
            },
            {
              sequence: 2,
              at: '2026-01-31T09:00:00.000Z',
              type: 'granted',
              message: 'Bound cluster-member.',
            },
          ],
        },
      ),
    );
    const list = await screen.findByRole('list', { name: 'Timeline' });
    const [asked, bound] = within(list).getAllByRole('listitem');
    expect(asked).toHaveTextContent('Asked for cluster-member.');
    expect(within(asked).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/user/erin',
    );
    expect(bound).toHaveTextContent('Bound cluster-member.');
    expect(
      within(bound).getByTitle('2026-01-31 09:00:00 UTC'),
    ).toBeInTheDocument();
  });

  it('says why access is still being taken back', async () => {
    show(
      details({
        phase: 'revoking',
        message: 'The cluster does not answer; trying again.',
      }),
    );
    expect(await screen.findByText('Revoking')).toBeInTheDocument();
    expect(
      screen.getByText('The cluster does not answer; trying again.'),
    ).toBeInTheDocument();
  });

  it('lets the holder give it back, after asking', async () => {
    let current = details(
      {},
      { allowed: { end: true, downloadArchive: false } },
    );
    const api = show(async () => current, {
      endSession: async () => {
        current = details({ phase: 'revoked', endReason: 'released' });
        return current.session;
      },
    });
    await user.click(await screen.findByRole('button', { name: "I'm done" }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Give back your access?',
    });
    expect(api.endSession).not.toHaveBeenCalled();

    await user.click(
      within(dialog).getByRole('button', { name: 'Give back access' }),
    );
    expect(await screen.findByText('Revoked')).toBeInTheDocument();
    expect(fact('Ended because')).toHaveTextContent('Given back');
    expect(api.endSession).toHaveBeenCalledWith('d6a5cdb8-session');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('lets someone else revoke it, and says when that fails', async () => {
    const api = show(
      details(
        { holder: 'user:default/mallory' },
        { allowed: { end: true, downloadArchive: false } },
      ),
      {
        endSession: async () => {
          throw new Error('Rancher does not answer');
        },
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Revoke' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Revoke this access?',
    });
    await user.click(
      within(dialog).getByRole('button', { name: 'Revoke access' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The session could not be endedRancher does not answer',
    );

    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.endSession).toHaveBeenCalledTimes(1);
  });

  it('follows the signals of this session, and only of this one', async () => {
    const signals = new FakeSignals();
    let current = details({ phase: 'requested' });
    const api = show(async () => current, {}, signals);
    await screen.findByText('Requested');

    current = details({ phase: 'denied' });
    act(() => signals.send(SESSIONS_CHANNEL, { sessionIds: ['another'] }));
    act(() =>
      signals.send('another-channel', { sessionIds: ['d6a5cdb8-session'] }),
    );
    expect(api.getSession).toHaveBeenCalledTimes(1);

    act(() => {
      signals.send(SESSIONS_CHANNEL, { sessionIds: ['d6a5cdb8-session'] });
      signals.send(SESSIONS_CHANNEL, { sessionIds: ['another'] });
    });
    expect(await screen.findByText('Denied')).toBeInTheDocument();
  });

  it('says that there is no such session', async () => {
    show(async () => {
      throw new NotFoundError('Session not found');
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such session, or you may not see it',
    );
  });
});

describe('the archive of a session', () => {
  const archived = (change = {}) =>
    details(
      { phase: 'archived', archive: { ...sampleArchive, ...change } },
      { allowed: { end: false, downloadArchive: true } },
    );

  it('is described before it is opened', async () => {
    show(archived({ url: 'https://drive.example.com/f/1' }));
    await heading();
    expect(fact('Audit lines')).toHaveTextContent('1,284');
    expect(fact('Size')).toHaveTextContent('48.2 kB');
    expect(fact('SHA-256')).toHaveTextContent(sampleArchive.sha256);
    expect(
      screen.queryByText('The archive is not complete'),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Open where it is stored/ }),
    ).toHaveAttribute('href', 'https://drive.example.com/f/1');
  });

  it('warns when lines are missing, and follows no strange address', async () => {
    show(archived({ truncated: true, url: ' javascript:alert(1)' }));
    expect(
      await screen.findByText('The archive is not complete'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /Open where it is stored/ }),
    ).not.toBeInTheDocument();
  });

  it('is downloaded under its name', async () => {
    const blob = new Blob(['zip']);
    const createObjectURL = jest.fn(() => 'blob:archive');
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    const clicked: Array<[string, string]> = [];
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function record(this: HTMLAnchorElement) {
        clicked.push([this.href, this.download]);
      });

    show(archived(), { downloadArchive: async () => blob });
    await user.click(
      await screen.findByRole('button', { name: 'Download archive' }),
    );
    await waitFor(() =>
      expect(clicked).toEqual([['blob:archive', 'prod-eu-erin.zip']]),
    );
    expect(createObjectURL).toHaveBeenCalledWith(blob);
    click.mockRestore();
  });

  it('says when the download fails', async () => {
    show(archived(), {
      downloadArchive: async () => {
        throw new Error('The archive was deleted');
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Download archive' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The archive was deleted',
    );
  });

  it('has its checksum copied', async () => {
    const writeText = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    show(archived());
    await user.click(
      await screen.findByRole('button', { name: 'Copy SHA-256' }),
    );
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(sampleArchive.sha256);
    writeText.mockRestore();
  });

  it('is not offered to those who may not read it', async () => {
    show({
      ...archived(),
      allowed: { end: false, downloadArchive: false },
    });
    await heading();
    expect(
      screen.queryByRole('button', { name: 'Download archive' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [{ phase: 'active' }, /collected once the session is over/],
    [{ phase: 'revoked' }, /are being collected/],
    [{ phase: 'denied', activeAt: undefined }, /nothing to archive/],
  ] as const)('is explained where there is none: %p', async (change, text) => {
    show(details(change));
    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});
