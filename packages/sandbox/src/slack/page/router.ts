import express from 'express';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { dirname, join } from 'node:path';
import type { Commands } from '../commands';
import { SlackApiError } from '../errors';
import type { Interactions } from '../interactions';
import { isRecord } from '../../records';
import { recordsOf } from '../json';
import { interactiveElements } from '../modalState';
import type { Modals } from '../modals';
import type { ModalValues, OpenModal } from '../types';
import type { Workspace } from '../workspace';
import { snapshotFor } from './snapshot';

const ASSETS = join(
  dirname(require.resolve('@cluster-self-service/sandbox/package.json')),
  'src/slack/page/assets',
);

/** Everything the page shows was written by others: nothing but its own files may run or be loaded. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const answerError: express.ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  if (error instanceof SlackApiError) {
    response.status(404).json({ error: error.code });
  } else {
    next(error);
  }
};

/** The page on which a person plays someone in the workspace. */
export function createPage(deps: {
  workspace: Workspace;
  modals: Modals;
  commands: Commands;
  interactions: Interactions;
}): Router {
  const { workspace, modals, commands, interactions } = deps;
  const router = PromiseRouter();
  router.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
    next();
  });
  router.get('/', (_request, response) =>
    response.sendFile(join(ASSETS, 'index.html')),
  );
  router.use('/assets', express.static(ASSETS, { index: false }));
  // The address that chat.getPermalink gives away.
  router.get('/archives/:channel/:ts', (request, response) =>
    response.redirect(`/#${encodeURIComponent(request.params.channel)}`),
  );

  router.get('/page/state', (request, response) => {
    response.json(
      snapshotFor(
        workspace.person(String(request.query.person)).slackUserId,
        deps,
      ),
    );
  });
  router.get('/page/people', (_request, response) => {
    response.json([...workspace.people.values()].map(one => one.slackUserId));
  });
  router.get('/page/events', (request, response) => {
    response.set('Content-Type', 'text/event-stream').flushHeaders();
    const tell = () => response.write('data: change\n\n');
    tell();
    workspace.changes.on('change', tell);
    request.on('close', () => workspace.changes.off('change', tell));
  });

  // A JSON body makes a browser ask first, so that no other page can play someone here.
  router.use(
    '/page',
    express.json({ limit: '256kb' }),
    (request, response, next) => {
      if (request.is('application/json')) {
        next();
      } else {
        response.status(415).json({ error: 'send JSON' });
      }
    },
  );
  router.post('/page/channels/:channel', async (request, response) => {
    const person = read(request.body, 'person');
    const text = read(request.body, 'text');
    const channel = workspace.channel(request.params.channel);
    const command = text.match(/^(\/[a-z][\w-]*)\s*([\s\S]*)$/i);
    if (command) {
      await commands.run(person, command[1], command[2].trim(), channel.id);
    } else if (text.trim()) {
      const { slackUserId: user } = workspace.person(person);
      workspace.post({
        channel: channel.id,
        user,
        fromApp: false,
        text: text
          .replace(/&/g, '&amp;')
          .replace(/</g, '&lt;')
          .replace(/>/g, '&gt;'),
        blocks: [],
        broadcast: false,
      });
    }
    response.json({});
  });
  router.post('/page/modals/:id/submit', async (request, response) => {
    await interactions.submit(
      findModal(request.params.id),
      readValues(request.body),
    );
    response.json({});
  });
  router.post('/page/modals/:id/close', async (request, response) => {
    await interactions.close(findModal(request.params.id));
    response.json({});
  });
  router.post('/page/modals/:id/act', async (request, response) => {
    const modal = findModal(request.params.id);
    const target = interactiveElements(recordsOf(modal.view.blocks)).find(
      one =>
        one.blockId === read(request.body, 'blockId') &&
        one.actionId === read(request.body, 'actionId'),
    );
    if (!target) {
      throw new SlackApiError('not_found');
    }
    await interactions.act(
      modal,
      target,
      read(request.body, 'value'),
      readValues(request.body),
    );
    response.json({});
  });
  router.post(
    '/page/channels/:channel/:ts/press',
    async (request, response) => {
      const { channel, ts } = request.params;
      await interactions.press(
        read(request.body, 'person'),
        channel,
        ts,
        read(request.body, 'actionId'),
      );
      response.json({});
    },
  );
  router.use(answerError);
  return router;

  function findModal(id: string): OpenModal {
    const modal = modals.find(id);
    if (!modal) {
      throw new SlackApiError('not_found');
    }
    return modal;
  }
}

/** A field of what the page sent, as text. */
function read(body: unknown, name: string): string {
  return isRecord(body) ? String(body[name] ?? '') : '';
}

function readValues(body: unknown): ModalValues {
  const given = isRecord(body) && isRecord(body.values) ? body.values : {};
  const values: ModalValues = {};
  for (const [blockId, actions] of Object.entries(given)) {
    for (const [actionId, value] of Object.entries(
      isRecord(actions) ? actions : {},
    )) {
      if (typeof value === 'string' || Array.isArray(value)) {
        const entered = Array.isArray(value) ? value.map(String) : value;
        values[blockId] = { ...values[blockId], [actionId]: entered };
      }
    }
  }
  return values;
}
