import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AccessRequest,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  AccessDecision,
  AccessDesk,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { ModalView } from '@slack/types';
import type {
  SlackCommand,
  SlackInteraction,
  SlackView,
} from '../http/payloads';
import type { SlackPeople } from '../people/SlackPeople';
import { cleanLine, link } from '../text/mrkdwn';
import type { BackgroundTasks } from './BackgroundTasks';
import { readResponseUrl, writeMetadata } from './metadata';
import {
  CALLBACK_ID,
  CLUSTER,
  confirmation,
  confirmationModal,
  loadingModal,
  textModal,
} from './modal';
import type { RequestForm } from './RequestForm';
import { respond } from './respond';
import { blockErrors, chosenCluster, readSubmission } from './submission';
import { within } from './within';

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
  constructor(
    private readonly deps: {
      form: RequestForm;
      people: SlackPeople;
      desk: AccessDesk;
      background: BackgroundTasks;
      logger: LoggerService;
      apiUrl: string;
      sessionUrl: (session: AccessSession) => string;
    },
  ) {}

  /** Shows a modal at once, before its trigger runs out, and fills it as soon as the options are known. */
  async command(command: SlackCommand): Promise<SlackAnswer> {
    const metadata = writeMetadata(command.response_url);
    try {
      const viewId = await this.deps.form.open(
        command.trigger_id,
        loadingModal(metadata),
      );
      this.fill(viewId, command.user_id, metadata, { wish: command.text });
      return undefined;
    } catch (error) {
      this.deps.logger.warn(
        `Could not open the request form in Slack: ${error}`,
      );
      const name = cleanLine(command.command, 40);
      return {
        response_type: 'ephemeral',
        text: `The form did not open. Type ${name} again in a moment.`,
      };
    }
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
      const cluster = chosenCluster(view.state.values);
      this.fill(view.id, user.id, view.private_metadata, { cluster });
    }
    return undefined;
  }

  private fill(
    viewId: string,
    userId: string,
    metadata: string,
    chosen: { cluster?: string; wish?: string },
  ): void {
    const { form, background, logger } = this.deps;
    background.run(`showing the form to ${userId}`, async () => {
      const view = await form.build(userId, metadata, chosen).catch(error => {
        logger.error(`Could not look up what ${userId} may ask for: ${error}`);
        return textModal(TROUBLE, metadata);
      });
      await form.show(viewId, view);
    });
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
    const deciding = this.decide(userId, view, request);
    const decision = await within(deciding, ANSWER_WITHIN_MS);
    if (!decision) {
      this.deps.background.run(
        `telling ${userId} what became of a request`,
        async () => this.tellLater(view, await deciding),
      );
      const wait = textModal('Your request is on its way…');
      return { response_action: 'update', view: wait };
    }
    if (!decision.taken) {
      const errors = blockErrors(decision.problems, request.cluster);
      return { response_action: 'errors', errors };
    }
    const { session } = decision;
    this.deps.background.run(`confirming to ${userId}`, () =>
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
    request: AccessRequest,
  ): Promise<AccessDecision> {
    const refuse = (message: string): AccessDecision => ({
      taken: false,
      problems: [{ field: 'requester', message }],
    });
    try {
      const requester = await this.deps.people.requester(userId);
      if (!requester.known) {
        return refuse(requester.message);
      }
      return await this.deps.desk.request(requester.entityRef, request, {
        origin: 'slack',
        idempotencyKey: view.id,
      });
    } catch (error) {
      this.deps.logger.error(`Could not take a request from Slack: ${error}`);
      return refuse(TROUBLE);
    }
  }

  private async tellLater(
    view: SlackView,
    decision: AccessDecision,
  ): Promise<void> {
    const { form, sessionUrl } = this.deps;
    if (decision.taken) {
      const { session } = decision;
      await form.show(view.id, confirmationModal(session, sessionUrl(session)));
      await this.confirm(view, session);
    } else {
      const problems = decision.problems.map(({ message }) => message);
      await form.show(view.id, textModal(problems.join('\n')));
    }
  }

  /** A lasting answer where the command was typed; the modal is gone once it is closed. */
  private async confirm(
    view: SlackView,
    session: AccessSession,
  ): Promise<void> {
    const url = readResponseUrl(view.private_metadata, this.deps.apiUrl);
    if (url) {
      const sessionLink = link(
        this.deps.sessionUrl(session),
        'Follow it in the portal',
      );
      await respond(url, `${confirmation(session)} ${sessionLink}`);
    }
  }
}
