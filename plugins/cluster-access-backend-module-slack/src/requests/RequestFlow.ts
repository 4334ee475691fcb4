import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  AccessDecision,
  AccessDesk,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { callSlack } from '../client/callSlack';
import type {
  SlackCommand,
  SlackInteraction,
  SlackView,
} from '../http/payloads';
import type { SlackPeople } from '../people/SlackPeople';
import { cleanLine, link } from '../text/mrkdwn';
import { readResponseUrl, writeMetadata } from './metadata';
import {
  CALLBACK_ID,
  CLUSTER,
  confirmation,
  confirmationModal,
  loadingModal,
  requestModal,
  textModal,
} from './modal';
import { blockErrors, chosenCluster, readSubmission } from './submission';

/** Slack waits 3 seconds for an answer; the rest is for the way. */
const ANSWER_WITHIN_MS = 2_000;
const TROUBLE =
  'That did not work. Try again in a minute, or ask for access in the portal.';

/** What is answered to Slack: nothing, a message to the person, or what to do with the modal. */
export type SlackAnswer =
  | { response_type: 'ephemeral'; text: string }
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView }
  | undefined;

/** From `/access` to a request at the desk. */
export class RequestFlow {
  readonly #background = new Set<Promise<void>>();

  constructor(
    private readonly deps: {
      client: WebClient;
      people: SlackPeople;
      desk: AccessDesk;
      logger: LoggerService;
      apiUrl: string;
      sessionUrl: (session: AccessSession) => string;
      answerWithinMs?: number;
    },
  ) {}

  /** Shows a modal at once, before its trigger runs out, and fills it as soon as the options are known. */
  async command(command: SlackCommand): Promise<SlackAnswer> {
    const { client, logger } = this.deps;
    const metadata = writeMetadata(command.response_url);
    let viewId: string | undefined;
    try {
      const opened = await callSlack('views.open', () =>
        client.views.open({
          trigger_id: command.trigger_id,
          view: loadingModal(metadata),
        }),
      );
      viewId = opened.view?.id;
    } catch (error) {
      logger.warn(`Could not open the request form in Slack: ${error}`);
    }
    if (!viewId) {
      return {
        response_type: 'ephemeral',
        text: `The form did not open. Type ${cleanLine(
          command.command,
          40,
        )} again in a moment.`,
      };
    }
    const opened = viewId;
    this.inBackground(`filling the form for ${command.user_id}`, async () =>
      this.show(
        opened,
        await this.form(command.user_id, metadata, { wish: command.text }),
        metadata,
      ),
    );
    return undefined;
  }

  async interaction(interaction: SlackInteraction): Promise<SlackAnswer> {
    const { view, user } = interaction;
    if (view?.callback_id !== CALLBACK_ID) {
      return undefined;
    }
    if (interaction.type === 'view_submission') {
      return this.submission(user.id, view);
    }
    const choseCluster = interaction.actions.some(
      action => action.action_id === CLUSTER,
    );
    if (interaction.type === 'block_actions' && choseCluster) {
      const { id, private_metadata: metadata } = view;
      const cluster = chosenCluster(view.state.values);
      this.inBackground(`showing roles to ${user.id}`, async () =>
        this.show(
          id,
          await this.form(user.id, metadata, { cluster }),
          metadata,
        ),
      );
    }
    return undefined;
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#background);
  }

  private async form(
    userId: string,
    metadata: string,
    chosen: { cluster?: string; wish?: string },
  ): Promise<ModalView> {
    const requester = await this.deps.people.requester(userId);
    if (!requester.known) {
      return textModal(requester.message, metadata);
    }
    const options = await this.deps.desk.options(requester.entityRef);
    const wish = chosen.wish?.trim().toLowerCase();
    const wished = options.options.find(({ cluster, clusterName }) =>
      [cluster, clusterName].some(name => name.toLowerCase() === wish),
    );
    const cluster = chosen.cluster ?? wished?.cluster;
    return requestModal(options, { cluster, privateMetadata: metadata });
  }

  private async submission(
    userId: string,
    view: SlackView,
  ): Promise<SlackAnswer> {
    const submission = readSubmission(view.state.values);
    if (!submission.complete) {
      return { response_action: 'errors', errors: submission.errors };
    }
    const { request } = submission;
    const decision = this.decide(userId, view, request);
    const inTime = await within(
      decision,
      this.deps.answerWithinMs ?? ANSWER_WITHIN_MS,
    );
    if (!inTime) {
      this.inBackground(
        `telling ${userId} what became of a request`,
        async () => this.tellLater(view, await decision),
      );
      const wait = textModal(
        'Your request is on its way…',
        view.private_metadata,
      );
      return { response_action: 'update', view: wait };
    }
    if (!inTime.taken) {
      const errors = blockErrors(inTime.problems, request.cluster);
      return { response_action: 'errors', errors };
    }
    const { session } = inTime;
    this.inBackground(`confirming to ${userId}`, () =>
      this.confirm(view, session),
    );
    return {
      response_action: 'update',
      view: confirmationModal(session, this.deps.sessionUrl(session)),
    };
  }

  private async decide(
    userId: string,
    view: SlackView,
    request: Parameters<AccessDesk['request']>[1],
  ): Promise<AccessDecision> {
    try {
      const requester = await this.deps.people.requester(userId);
      if (!requester.known) {
        return {
          taken: false,
          problems: [{ field: 'requester', message: requester.message }],
        };
      }
      return await this.deps.desk.request(requester.entityRef, request, {
        origin: 'slack',
        idempotencyKey: view.id,
      });
    } catch (error) {
      this.deps.logger.error(`Could not take a request from Slack: ${error}`);
      return {
        taken: false,
        problems: [{ field: 'requester', message: TROUBLE }],
      };
    }
  }

  private async tellLater(
    view: SlackView,
    decision: AccessDecision,
  ): Promise<void> {
    if (decision.taken) {
      const url = this.deps.sessionUrl(decision.session);
      await this.show(
        view.id,
        confirmationModal(decision.session, url),
        view.private_metadata,
      );
      await this.confirm(view, decision.session);
    } else {
      const problems = decision.problems
        .map(({ message }) => message)
        .join('\n');
      await this.show(view.id, textModal(problems), view.private_metadata);
    }
  }

  /** A lasting answer where the command was typed; the modal is gone once it is closed. */
  private async confirm(
    view: SlackView,
    session: AccessSession,
  ): Promise<void> {
    const url = readResponseUrl(view.private_metadata, this.deps.apiUrl);
    if (!url) {
      return;
    }
    const sessionLink = link(
      this.deps.sessionUrl(session),
      'Follow it in the portal',
    );
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        text: `${confirmation(session)} ${sessionLink}`,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) {
      throw new Error(`Slack answered ${response.status} to a confirmation`);
    }
  }

  private async show(
    viewId: string,
    view: ModalView,
    metadata: string,
  ): Promise<void> {
    const { client } = this.deps;
    const whole = {
      ...view,
      private_metadata: view.private_metadata ?? metadata,
    };
    await callSlack('views.update', () =>
      client.views.update({ view_id: viewId, view: whole }),
    );
  }

  private inBackground(what: string, task: () => Promise<void>): void {
    const running = task()
      .catch(error => {
        this.deps.logger.warn(`Failed ${what}: ${error}`);
      })
      .finally(() => this.#background.delete(running));
    this.#background.add(running);
  }
}

/** @returns `undefined` when it takes longer */
async function within<T>(
  promise: Promise<T>,
  milliseconds: number,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
