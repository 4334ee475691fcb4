import { NotFoundError } from '@backstage/errors';
import type { WebClient } from '@slack/web-api';
import { callSlack } from '../client/callSlack';
import type { SlackSettings } from '../config';

const CHANNEL_ID = /^[CGD][A-Z0-9]{7,}$/;
const PAGE = 200;

/** Finds the channels of the configuration; what is found by name is kept by id. */
export class Channels {
  readonly #ids = new Map<string, string>();

  constructor(
    private readonly settings: Pick<
      SlackSettings,
      'channel' | 'clusterChannels'
    >,
  ) {}

  /**
   * @returns the id of the channel for what happens on a cluster
   * @throws NotFoundError when no channel has the configured name
   */
  async forCluster(cluster: string, client: WebClient): Promise<string> {
    const configured = Object.hasOwn(this.settings.clusterChannels, cluster)
      ? this.settings.clusterChannels[cluster]
      : this.settings.channel;
    if (CHANNEL_ID.test(configured)) {
      return configured;
    }
    const id =
      this.#ids.get(configured) ?? (await this.find(configured, client));
    this.#ids.set(configured, id);
    return id;
  }

  private async find(name: string, client: WebClient): Promise<string> {
    const list = (cursor: string | undefined) =>
      callSlack('conversations.list', () =>
        client.conversations.list({
          types: 'public_channel,private_channel',
          exclude_archived: true,
          limit: PAGE,
          cursor,
        }),
      );
    let next: string | undefined;
    do {
      const page = await list(next);
      const id = page.channels?.find(channel => channel.name === name)?.id;
      if (id) {
        return id;
      }
      next = page.response_metadata?.next_cursor || undefined;
    } while (next);
    throw new NotFoundError(
      `There is no Slack channel #${name}, or the app is not in it; check clusterAccess.slack.channel`,
    );
  }
}
