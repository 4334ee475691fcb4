import { isRecord } from '../records';
import type { AppClient } from './appClient';
import { SlackApiError } from './errors';
import { parseJson, recordsOf, textOf } from './json';
import type { JsonRecord } from './json';
import {
  clientProblems,
  elementState,
  interactiveElements,
} from './modalState';
import type { Interactive } from './modalState';
import type { Modals } from './modals';
import { wireMessage } from './methods/wire';
import type {
  AppResponse,
  ModalValues,
  OpenModal,
  RequestOverrides,
} from './types';
import { APP_ID, TEAM_ID } from './workspace';
import type { Workspace } from './workspace';

/** What Slack's client says when the app does not answer as it should. */
const TROUBLE = 'We had some trouble connecting. Try again?';
const VERIFICATION_TOKEN = 'sandbox-verification-token';

/** What people do in modals and with buttons, told to the app. */
export class Interactions {
  constructor(
    private readonly deps: {
      workspace: Workspace;
      modals: Modals;
      client: AppClient;
      baseUrl: () => string;
      url: () => string | undefined;
    },
  ) {}

  async submit(
    modal: OpenModal,
    values: ModalValues,
    options: RequestOverrides & { skipClientChecks?: boolean } = {},
  ): Promise<AppResponse | undefined> {
    const { modals } = this.deps;
    const filled = {
      ...modal,
      values: merge(modal.values, values),
      errors: {},
      error: undefined,
    };
    const problems = clientProblems(
      recordsOf(modal.view.blocks),
      filled.values,
    );
    if (Object.keys(problems).length > 0 && !options.skipClientChecks) {
      modals.put({ ...filled, errors: problems });
      return undefined;
    }
    modals.put(filled);
    const payload = {
      type: 'view_submission',
      view: modals.wire(filled),
      response_urls: [],
    };
    const response = await this.send(filled.userId, payload, options);
    this.follow(filled, response);
    return response;
  }

  /** @param value - of the option chosen; of no meaning for a button */
  async act(
    modal: OpenModal,
    target: Interactive,
    value: string,
    values: ModalValues,
    overrides: RequestOverrides = {},
  ): Promise<AppResponse | undefined> {
    const { modals } = this.deps;
    const { blockId, actionId } = target;
    const chosen = { [blockId]: { [actionId]: value } };
    const acted = {
      ...modal,
      values: merge(merge(modal.values, values), chosen),
    };
    modals.put(acted);
    if (!target.dispatches) {
      return undefined;
    }
    const view = modals.wire(acted);
    return this.send(
      acted.userId,
      {
        type: 'block_actions',
        container: { type: 'view', view_id: acted.viewId },
        view,
        actions: [this.action(target, value)],
      },
      overrides,
    );
  }

  async close(modal: OpenModal): Promise<AppResponse | undefined> {
    const { modals } = this.deps;
    const wholeStack = modal.view.clear_on_close === true;
    modals.close(modal, wholeStack);
    if (modal.view.notify_on_close !== true) {
      return undefined;
    }
    const view = modals.wire(modal);
    return this.send(modal.userId, {
      type: 'view_closed',
      view,
      is_cleared: wholeStack,
    });
  }

  async press(
    userId: string,
    channelId: string,
    ts: string,
    actionId: string,
  ): Promise<AppResponse> {
    const { workspace } = this.deps;
    const channel = workspace.channel(channelId);
    const message = workspace.message(channel.id, ts);
    const target = interactiveElements(message?.blocks ?? []).find(
      one => one.actionId === actionId,
    );
    if (!message || !target) {
      throw new SlackApiError('message_not_found');
    }
    const path = workspace.newResponsePath(userId, channel.id);
    return this.send(userId, {
      type: 'block_actions',
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: false,
      },
      channel: { id: channel.id, name: channel.name },
      message: wireMessage(message, { withMetadata: true }),
      state: { values: {} },
      response_url: `${this.deps.baseUrl()}${path}`,
      actions: [this.action(target, '')],
    });
  }

  private action(target: Interactive, value: string): JsonRecord {
    return {
      action_id: target.actionId,
      block_id: target.blockId,
      text: target.element.text,
      ...elementState(target.element, value),
      action_ts: this.deps.workspace.nextTs(),
    };
  }

  private async send(
    userId: string,
    payload: JsonRecord,
    overrides?: RequestOverrides,
  ): Promise<AppResponse> {
    const { workspace, client, url } = this.deps;
    const { name } = workspace.person(userId);
    const whole = {
      team: { id: TEAM_ID, domain: 'sandbox' },
      user: { id: userId, username: name, name, team_id: TEAM_ID },
      api_app_id: APP_ID,
      token: VERIFICATION_TOKEN,
      trigger_id: workspace.newTrigger(userId),
      enterprise: null,
      is_enterprise_install: false,
      ...payload,
    };
    return client.send(url(), { payload: JSON.stringify(whole) }, overrides);
  }

  /** Does what the app answered to a submission. */
  private follow(modal: OpenModal, response: AppResponse): void {
    const { modals } = this.deps;
    // It may have been closed, or replaced through the Web API, in the meantime.
    const current = modals.find(modal.viewId);
    if (!current) {
      return;
    }
    if (response.failure) {
      modals.put({ ...current, error: TROUBLE });
      return;
    }
    if (response.body.trim() === '') {
      modals.close(current, false);
      return;
    }
    const answer = parseJson(response.body);
    try {
      this.followAction(current, isRecord(answer) ? answer : {});
    } catch (error) {
      if (!(error instanceof SlackApiError)) {
        throw error;
      }
      modals.put({ ...current, error: [TROUBLE, ...error.messages].join(' ') });
    }
  }

  private followAction(modal: OpenModal, answer: JsonRecord): void {
    const { modals } = this.deps;
    const view = isRecord(answer.view) ? answer.view : {};
    switch (answer.response_action) {
      case 'errors':
        modals.put({ ...modal, errors: readErrors(modal, answer.errors) });
        break;
      case 'update':
        modals.update({ viewId: modal.viewId }, view);
        break;
      case 'push':
        modals.pushFrom(modal, view);
        break;
      case 'clear':
        modals.close(modal, true);
        break;
      default:
        throw new SlackApiError('invalid_response_action');
    }
  }
}

function merge(values: ModalValues, more: ModalValues): ModalValues {
  const merged = { ...values };
  for (const [blockId, actions] of Object.entries(more)) {
    merged[blockId] = { ...merged[blockId], ...actions };
  }
  return merged;
}

/** Slack shows errors at input blocks only, and takes an answer that names another as no answer. */
function readErrors(modal: OpenModal, errors: unknown): Record<string, string> {
  const inputs = recordsOf(modal.view.blocks)
    .filter(({ type }) => type === 'input')
    .map(block => block.block_id);
  const entries = Object.entries(isRecord(errors) ? errors : {});
  if (
    entries.length === 0 ||
    !entries.every(([id, text]) => inputs.includes(id) && textOf(text))
  ) {
    throw new SlackApiError('invalid_errors');
  }
  return Object.fromEntries(entries.map(([id, text]) => [id, String(text)]));
}
