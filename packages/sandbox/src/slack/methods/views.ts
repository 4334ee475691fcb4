import type { Arguments } from '../arguments';
import { SlackApiError } from '../errors';
import type { JsonRecord } from '../json';
import type { Method } from './types';

function readView(args: Arguments): JsonRecord {
  const view = args.record('view', 'invalid_arguments');
  if (!view) {
    throw new SlackApiError('invalid_arguments', [
      '[ERROR] missing required field: view',
    ]);
  }
  return view;
}

const open: Method = (args, { modals }) => ({
  view: modals.wire(
    modals.open(args.requiredText('trigger_id'), readView(args)),
  ),
});

const push: Method = (args, { modals }) => ({
  view: modals.wire(
    modals.push(args.requiredText('trigger_id'), readView(args)),
  ),
});

const update: Method = (args, { modals }) => {
  const by = {
    viewId: args.text('view_id'),
    externalId: args.text('external_id'),
  };
  return {
    view: modals.wire(
      modals.update(by, readView(args), args.text('hash') || undefined),
    ),
  };
};

const publish: Method = (args, { modals }) => ({
  view: modals.publish(args.requiredText('user_id'), readView(args)),
});

export const viewsMethods: Record<string, Method> = {
  'views.open': open,
  'views.publish': publish,
  'views.push': push,
  'views.update': update,
};
