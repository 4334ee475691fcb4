import type { AccessDesk } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { callSlack } from '../client/callSlack';
import { refusalCode } from '../client/SlackRefusedError';
import type { SlackPeople } from '../people/SlackPeople';
import { requestModal, textModal } from './modal';

/** Shows modals, and the form with what a person may ask for. */
export class RequestForm {
  constructor(
    private readonly deps: {
      client: WebClient;
      people: SlackPeople;
      desk: AccessDesk;
    },
  ) {}

  /**
   * @param triggerId - lasts 3 seconds
   * @returns id of the view
   */
  async open(triggerId: string, view: ModalView): Promise<string> {
    const { client } = this.deps;
    const opened = await callSlack('views.open', () =>
      client.views.open({ trigger_id: triggerId, view }),
    );
    return opened.view?.id ?? '';
  }

  /** Replaces what an open modal shows; a modal that was closed in the meantime stays closed. */
  async show(viewId: string, view: ModalView): Promise<void> {
    const { client } = this.deps;
    try {
      await callSlack('views.update', () =>
        client.views.update({ view_id: viewId, view }),
      );
    } catch (error) {
      if (refusalCode(error) !== 'not_found') {
        throw error;
      }
    }
  }

  /**
   * The form for one person, or why there is none.
   *
   * @param chosen.cluster - id of the cluster chosen in the form
   * @param chosen.wish - name or id of a cluster, as it was typed after the command
   */
  async build(
    userId: string,
    privateMetadata: string,
    chosen: { cluster?: string; wish?: string },
  ): Promise<ModalView> {
    const requester = await this.deps.people.requester(userId);
    if (!requester.known) {
      return textModal(requester.message, privateMetadata);
    }
    const options = await this.deps.desk.options(requester.entityRef);
    const wish = chosen.wish?.trim().toLowerCase();
    const wished = options.options.find(({ cluster, clusterName }) =>
      [cluster, clusterName].some(name => name.toLowerCase() === wish),
    );
    const cluster = chosen.cluster ?? wished?.cluster;
    return requestModal(options, { cluster, privateMetadata });
  }
}
