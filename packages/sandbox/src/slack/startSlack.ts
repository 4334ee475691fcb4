import express from 'express';
import { createServer } from 'node:http';
import { isRecord } from '../records';
import { AppClient } from './appClient';
import { Commands } from './commands';
import { InMemoryFaults } from '../faults';
import { listen, stop } from '../http';
import { Interactions } from './interactions';
import { interactiveElements } from './modalState';
import type { Interactive } from './modalState';
import { Modals } from './modals';
import { recordsOf } from './json';
import { createPage } from './page';
import { RateLimits } from './rateLimits';
import type { ModalValues, OpenModal, SlackOptions, SlackPeer } from './types';
import { createWebApi } from './webApi';
import { APP_ID, TEAM_ID, Workspace } from './workspace';

/** Starts a Slack workspace with one app installed in it, on loopback. */
export async function startSlack(options: SlackOptions): Promise<SlackPeer> {
  const clock = options.clock ?? (() => new Date());
  const urls = {
    commandUrl: options.commandUrl,
    interactionsUrl: options.interactionsUrl,
  };
  const workspace = new Workspace(clock, options);
  const modals = new Modals(workspace);
  const faults = new InMemoryFaults();
  const rateLimits = new RateLimits(clock, options.rateLimits ?? false);
  const calls: string[] = [];
  let url = '';
  const client = new AppClient({
    signingSecret: options.signingSecret,
    responseTimeoutMs: options.responseTimeoutMs ?? 3000,
    clock,
  });
  const shared = { workspace, modals, client, baseUrl: () => url };
  const commands = new Commands({ ...shared, url: () => urls.commandUrl });
  const interactions = new Interactions({
    ...shared,
    url: () => urls.interactionsUrl,
  });

  const app = express();
  app.disable('x-powered-by');
  const context = () => ({ workspace, modals, baseUrl: url });
  app.use(
    '/api',
    createWebApi({
      context,
      botToken: options.botToken,
      faults,
      rateLimits,
      calls,
    }),
  );
  app.post('/commands/*', express.json(), (request, response) => {
    const target = workspace.useResponsePath(request.path);
    if (!target) {
      response.status(404).json({ ok: false, error: 'used_url' });
      return;
    }
    const body: unknown = request.body;
    commands.reply(JSON.stringify(isRecord(body) ? body : {}), target);
    response.json({ ok: true });
  });
  app.use(createPage({ workspace, modals, commands, interactions }));

  const server = createServer(app);
  url = await listen(server, options);

  const findModal = (viewId: string): OpenModal => {
    const modal = modals.find(viewId);
    if (!modal) {
      throw new Error(`no modal ${viewId} is open`);
    }
    return modal;
  };

  return {
    name: 'slack',
    url,
    apiUrl: `${url}/api/`,
    teamId: TEAM_ID,
    appId: APP_ID,
    faults,
    calls,
    setUrls(changed) {
      Object.assign(urls, changed);
    },
    setRateLimits(enforced) {
      rateLimits.enforced = enforced;
    },
    messages: channel => workspace.messages(workspace.channel(channel).id),
    ephemerals: userId =>
      workspace.ephemerals.filter(one => one.user === userId),
    get openModals() {
      return modals.all();
    },
    runCommand(userId, command, text = '', { channel, ...overrides } = {}) {
      const where = channel ?? [...workspace.channels.keys()][0];
      return commands.run(userId, command, text, where, overrides);
    },
    async submitModal(viewId, values, overrides) {
      const modal = findModal(viewId);
      const filled: ModalValues = {};
      for (const [id, value] of Object.entries(values)) {
        const { blockId, actionId } = findTarget(modal, id);
        filled[blockId] = { ...filled[blockId], [actionId]: value };
      }
      return interactions.submit(modal, filled, overrides);
    },
    async actInModal(viewId, id, value, overrides) {
      const modal = findModal(viewId);
      return interactions.act(
        modal,
        findTarget(modal, id),
        value,
        {},
        overrides,
      );
    },
    async closeModal(viewId) {
      return interactions.close(findModal(viewId));
    },
    pressButton: (userId, channel, ts, actionId) =>
      interactions.press(userId, channel, ts, actionId),
    resend: request => client.resend(request),
    waitFor: (look, timeoutMs = 5000) => waitFor(workspace, look, timeoutMs),
    stop: () => stop(server),
  };
}

function findTarget(modal: OpenModal, id: string): Interactive {
  const targets = interactiveElements(recordsOf(modal.view.blocks));
  const target = targets.find(one => one.blockId === id || one.actionId === id);
  if (!target) {
    const known = targets
      .map(one => `${one.blockId}/${one.actionId}`)
      .join(', ');
    throw new Error(`the modal has no ${id}, only ${known}`);
  }
  return target;
}

function waitFor<T>(
  workspace: Workspace,
  look: () => T | undefined,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const { changes } = workspace;
    const check = () => {
      const value = look();
      if (value !== undefined) {
        changes.off('change', check);
        resolve(value);
      }
    };
    changes.on('change', check);
    setTimeout(() => {
      changes.off('change', check);
      reject(new Error(`nothing like it in Slack after ${timeoutMs} ms`));
    }, timeoutMs).unref();
    check();
  });
}
