import { isMember, type SlackAccount } from './membership';

const home = { team_id: 'T1', enterprise_id: 'E1' };

it.each<[string, SlackAccount]>([
  ['of the same workspace', { team_id: 'T1' }],
  [
    'of another workspace of the same organisation',
    { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } },
  ],
])('takes an account %s for a member', (_, account) => {
  expect(isMember(account, home)).toBe(true);
});

it.each<[string, SlackAccount]>([
  ['of another company that shares a channel', { team_id: 'T9' }],
  [
    'of another organisation',
    { team_id: 'T9', enterprise_user: { enterprise_id: 'E9' } },
  ],
  ['of which Slack does not say where it belongs', {}],
  ['that was deleted', { team_id: 'T1', deleted: true }],
  ['of a bot', { team_id: 'T1', is_bot: true }],
  ['of a stranger', { team_id: 'T1', is_stranger: true }],
])('takes an account %s for none', (_, account) => {
  expect(isMember(account, home)).toBe(false);
  expect(isMember(account, { team_id: 'T1' })).toBe(false);
  expect(isMember({ ...account, team_id: undefined }, {})).toBe(false);
});
