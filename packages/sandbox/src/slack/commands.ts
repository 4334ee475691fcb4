import { isRecord } from '../records';
import type { AppClient } from './appClient';
import { parseJson, recordsOf, textOf } from './json';
import type { AppResponse, RequestOverrides } from './types';
import { APP_ID, BOT_USER_ID, TEAM_ID } from './workspace';
import type { Workspace } from './workspace';

/** Slash commands, and the answers to them. */
export class Commands {
  constructor(
    private readonly deps: {
      workspace: Workspace;
      client: AppClient;
      baseUrl: () => string;
      url: () => string | undefined;
    },
  ) {}

  async run(
    userId: string,
    command: string,
    text: string,
    channelId: string,
    overrides?: RequestOverrides,
  ): Promise<AppResponse> {
    const { workspace, client, baseUrl, url } = this.deps;
    const person = workspace.person(userId);
    const channel = workspace.channel(channelId);
    const response = await client.send(
      url(),
      {
        token: 'sandbox-verification-token',
        team_id: TEAM_ID,
        team_domain: 'sandbox',
        channel_id: channel.id,
        channel_name: channel.name,
        user_id: userId,
        user_name: person.name,
        command,
        text,
        api_app_id: APP_ID,
        is_enterprise_install: 'false',
        response_url: `${baseUrl()}${workspace.newResponsePath(
          userId,
          channel.id,
        )}`,
        trigger_id: workspace.newTrigger(userId),
      },
      overrides,
    );
    if (response.failure) {
      workspace.whisper({
        channel: channel.id,
        user: userId,
        from: 'slackbot',
        text: `${command} failed with the error "${response.failure}"`,
      });
    } else {
      this.reply(response.body, { userId, channel: channel.id });
    }
    return response;
  }

  /** Shows what the app answered, at once or later through the response URL. */
  reply(body: string, target: { userId: string; channel: string }): void {
    const { workspace } = this.deps;
    const parsed = parseJson(body);
    const answer = isRecord(parsed) ? parsed : { text: body };
    const text = textOf(answer.text) ?? '';
    const blocks = recordsOf(answer.blocks);
    if (!text.trim() && blocks.length === 0) {
      return;
    }
    const { channel, userId } = target;
    if (answer.response_type === 'in_channel') {
      const user = BOT_USER_ID;
      workspace.post({
        channel,
        user,
        fromApp: true,
        text,
        blocks,
        broadcast: false,
      });
    } else {
      workspace.whisper({ channel, user: userId, from: 'app', text, blocks });
    }
  }
}
