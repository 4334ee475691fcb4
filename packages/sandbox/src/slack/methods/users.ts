import { SlackApiError } from '../errors';
import { BOT_ID, BOT_NAME, BOT_USER_ID, TEAM_ID } from '../workspace';
import { pageOf } from './paging';
import type { Method } from './types';
import { botUser, wireUser } from './wire';

const authTest: Method = (_args, { baseUrl }) => ({
  url: `${baseUrl}/`,
  team: 'Sandbox',
  user: BOT_NAME,
  team_id: TEAM_ID,
  user_id: BOT_USER_ID,
  bot_id: BOT_ID,
  is_enterprise_install: false,
});

const info: Method = (args, { workspace }) => {
  const id = args.requiredText('user');
  return {
    user: id === BOT_USER_ID ? botUser : wireUser(workspace.person(id)),
  };
};

const lookupByEmail: Method = (args, { workspace }) => {
  const email = args.requiredText('email').toLowerCase();
  const person = [...workspace.people.values()].find(
    one => one.email.toLowerCase() === email,
  );
  if (!person) {
    throw new SlackApiError('users_not_found');
  }
  return { user: wireUser(person) };
};

const list: Method = (args, { workspace }) => {
  const all = [...workspace.people.values()].map(wireUser);
  const { page, responseMetadata } = pageOf([...all, botUser], args);
  return { members: page, response_metadata: responseMetadata };
};

export const usersMethods: Record<string, Method> = {
  'auth.test': authTest,
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
};
