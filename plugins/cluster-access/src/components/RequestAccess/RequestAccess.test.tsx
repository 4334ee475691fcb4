import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AccessRefusedError, type ClusterAccessApi } from '../../api';
import {
  fakeClusterAccess,
  renderPlugin,
  sampleOptions,
  sampleSession,
} from '../../__testUtils__';

const user = userEvent.setup({ delay: null });

async function openForm(change: Partial<ClusterAccessApi> = {}) {
  const api = fakeClusterAccess(change);
  renderPlugin({ path: '/cluster-access', api });
  await user.click(
    await screen.findByRole('button', { name: 'Request access' }),
  );
  const dialog = await screen.findByRole('dialog', {
    name: 'Request access to a cluster',
  });
  await within(dialog).findByRole('textbox', { name: /Reason/ });
  return { api, dialog };
}

// The name of such a field begins with what is chosen, and ends with its label.
const field = (label: string) =>
  screen.getByRole('button', { name: new RegExp(`${label}$`) });

async function choose(name: string, option: string) {
  await user.click(field(name));
  await user.click(await screen.findByRole('option', { name: option }));
}

async function offered(name: string) {
  await user.click(field(name));
  const options = await screen.findAllByRole('option');
  const texts = options.map(option => option.textContent);
  await user.keyboard('{Escape}');
  return texts;
}

async function fillIn() {
  await choose('Cluster', 'prod-eu');
  await choose('Role', 'Cluster owner');
  await user.click(screen.getByRole('textbox', { name: /Reason/ }));
  await user.paste('INC-4711: checkout answers 503');
}

const submit = () =>
  within(screen.getByRole('dialog')).getByRole('button', {
    name: /Request access/,
  });

describe('requesting access', () => {
  it('leads from the form to the new session', async () => {
    const session = sampleSession({ phase: 'granting' });
    const { api } = await openForm({
      requestAccess: async () => session,
      getSession: async () => ({
        session,
        timeline: [],
        allowed: { end: false, downloadArchive: false },
      }),
    });
    await fillIn();
    await choose('Duration', '30 minutes');
    await user.click(submit());

    expect(
      await screen.findByRole('heading', { name: 'Erin Engineer on prod-eu' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Granting')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.requestAccess).toHaveBeenCalledWith(
      {
        cluster: 'c-m-prod0001',
        role: 'cluster-owner',
        durationSeconds: 1800,
        reason: 'INC-4711: checkout answers 503',
      },
      expect.anything(),
    );
  });

  it('offers roles that follow the cluster and durations that follow the role', async () => {
    await openForm();
    expect(field('Role')).toBeDisabled();
    expect(field('Duration')).toBeDisabled();

    await choose('Cluster', 'prod-eu');
    expect(await offered('Role')).toEqual(['Read only', 'Cluster owner']);
    await choose('Role', 'Cluster owner');
    expect(await offered('Duration')).toEqual(['15 minutes', '30 minutes']);
    expect(screen.getByText('At most 30 minutes')).toBeInTheDocument();

    await choose('Cluster', 'dev-eu');
    expect(field('Role')).toHaveTextContent('Cluster member');
    expect(field('Duration')).toHaveTextContent('10 minutes');
  });

  it('says at its field what is missing, and sends nothing', async () => {
    const { api } = await openForm();
    await user.click(submit());

    expect(screen.getByText('Choose a cluster.')).toBeInTheDocument();
    expect(
      screen.getByRole('textbox', { name: /Reason/ }),
    ).toHaveAccessibleDescription(/Say it in at least 10 characters\./);
    expect(screen.getByRole('textbox', { name: /Reason/ })).toBeInvalid();
    expect(field('Cluster')).toHaveFocus();
    expect(api.requestAccess).not.toHaveBeenCalled();
  });

  it('leaves the focus where people are while they mend one field of several', async () => {
    await openForm();
    await user.click(submit());
    const reason = screen.getByRole('textbox', { name: /Reason/ });
    await user.type(reason, 'INC-4711 checkout');
    expect(reason).toHaveValue('INC-4711 checkout');
    expect(reason).toHaveFocus();

    await user.clear(reason);
    await user.click(submit());
    await choose('Cluster', 'prod-eu');
    await waitFor(() => expect(field('Cluster')).toHaveFocus());
  });

  it('counts the characters of the reason', async () => {
    await openForm();
    const reason = screen.getByRole('textbox', { name: /Reason/ });
    expect(reason).toHaveAccessibleDescription(
      '0 of 200 characters, at least 10',
    );
    await user.type(reason, 'INC-4711 checkout');
    expect(reason).toHaveAccessibleDescription('17 of 200 characters');
  });

  it('shows a refusal at its field, until the field is changed', async () => {
    await openForm({
      requestAccess: async () => {
        throw new AccessRefusedError('Outside of what the policies allow.', [
          { field: 'role', message: 'Ask for "Read only".' },
          { field: 'duration', message: 'At most 15 minutes at night.' },
        ]);
      },
    });
    await fillIn();
    await user.click(submit());

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The request was refusedChange the marked fields and ask again.',
    );
    const role = field('Role');
    expect(role).toHaveAccessibleDescription(/Ask for "Read only"\./);
    expect(role).toHaveFocus();
    expect(field('Duration')).toHaveAccessibleDescription(
      /At most 15 minutes at night\./,
    );
    expect(screen.getByRole('textbox', { name: /Reason/ })).toHaveValue(
      'INC-4711: checkout answers 503',
    );

    await choose('Role', 'Read only');
    expect(screen.queryByText('Ask for "Read only".')).not.toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says on top what is wrong with the person asking', async () => {
    await openForm({
      requestAccess: async () => {
        throw new AccessRefusedError('Refused.', [
          { field: 'requester', message: 'You are not known in Rancher.' },
        ]);
      },
    });
    await fillIn();
    await user.click(submit());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are not known in Rancher.',
    );
  });

  it('keeps what was written when the backend does not answer, and asks for the same again', async () => {
    const { api } = await openForm({
      requestAccess: async () => {
        throw new Error('Failed to fetch');
      },
    });
    await fillIn();
    await user.click(submit());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The request could not be sentFailed to fetch',
    );
    expect(field('Role')).toHaveTextContent('Cluster owner');

    await user.click(submit());
    await screen.findByRole('alert');
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), '!');
    await user.click(submit());
    await screen.findByRole('alert');
    const [first, again, changed] = api.requestAccess.mock.calls.map(
      ([, options]) => options.idempotencyKey,
    );
    expect(again).toBe(first);
    expect(changed).not.toBe(first);
  });

  it('sends a request once, however often the button is pressed', async () => {
    let answer = () => {};
    const { api } = await openForm({
      requestAccess: () =>
        new Promise(resolve => {
          answer = () => resolve(sampleSession());
        }),
    });
    await fillIn();
    await user.click(submit());
    await user.click(submit());
    await user.type(screen.getByRole('dialog'), '{Enter}');
    expect(api.requestAccess).toHaveBeenCalledTimes(1);

    answer();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('explains when there is nothing to ask for', async () => {
    renderPlugin({
      path: '/cluster-access',
      api: fakeClusterAccess({
        getOptions: async () => ({
          ...sampleOptions,
          options: [],
          problems: [
            { field: 'requester', message: 'You are in no group on call.' },
          ],
        }),
      }),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Request access' }),
    );
    expect(
      await screen.findByText('You are in no group on call.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('can try again when the form could not be loaded', async () => {
    const getOptions = jest
      .fn()
      .mockRejectedValueOnce(new Error('Failed to fetch'))
      .mockResolvedValue(sampleOptions);
    renderPlugin({
      path: '/cluster-access',
      api: fakeClusterAccess({ getOptions }),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Request access' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('textbox', { name: /Reason/ }),
    ).toBeInTheDocument();
  });
});
