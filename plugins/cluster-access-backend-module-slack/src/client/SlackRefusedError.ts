import { CustomErrorBase } from '@backstage/errors';
import { z } from 'zod';

const ADVICE: Record<string, string> = {
  account_inactive: 'check clusterAccess.slack.botToken',
  channel_not_found:
    'check clusterAccess.slack.channel, and invite the app to a private channel',
  invalid_auth: 'check clusterAccess.slack.botToken',
  is_archived: 'choose another channel',
  missing_scope:
    'install the app again with the scopes of slack-app-manifest.yaml',
  not_authed: 'check clusterAccess.slack.botToken',
  not_in_channel: 'invite the app to the channel',
  token_revoked: 'check clusterAccess.slack.botToken',
};

/** Slack took a call and refused it. */
export class SlackRefusedError extends CustomErrorBase {
  name = 'SlackRefusedError' as const;

  /** @param code - Slack's own, for example `channel_not_found` */
  constructor(method: string, readonly code: string, details: string[] = []) {
    const advice = ADVICE[code] ? ` (${ADVICE[code]})` : '';
    super(
      [`Slack refused ${method} with ${code}${advice}`, ...details].join('; '),
    );
  }
}

const refusal = z.object({
  name: z.literal('SlackRefusedError'),
  code: z.string(),
});

/** @returns Slack's code, where it was Slack that refused */
export function refusalCode(error: unknown): string | undefined {
  const parsed = refusal.safeParse(error);
  return parsed.success ? parsed.data.code : undefined;
}
