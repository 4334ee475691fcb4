import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readOptionalMilliseconds } from '@cluster-self-service/backstage-plugin-cluster-access-node';

export interface SlackSettings {
  botToken: string;
  signingSecret: string;
  /** Name or id. */
  channel: string;
  /** By cluster id. */
  clusterChannels: Record<string, string>;
  teamId?: string;
  appId?: string;
  /** With a trailing slash. */
  apiUrl: string;
  timeoutMs: number;
}

const SECTION = 'clusterAccess.slack';

/**
 * @returns `undefined` when Slack is not configured
 * @throws InputError with the path of a value that is wrong
 */
export function readSlackSettings(root: Config): SlackSettings | undefined {
  const config = root.getOptionalConfig(SECTION);
  if (!config) {
    return undefined;
  }
  const channels = config.getOptionalConfig('clusterChannels');
  return {
    botToken: config.getString('botToken'),
    signingSecret: config.getString('signingSecret'),
    channel: readChannel(config.getString('channel'), 'channel'),
    clusterChannels: Object.fromEntries(
      (channels?.keys() ?? []).map(cluster => [
        cluster,
        readChannel(
          channels?.getString(cluster) ?? '',
          `clusterChannels.${cluster}`,
        ),
      ]),
    ),
    teamId: config.getOptionalString('teamId'),
    appId: config.getOptionalString('appId'),
    apiUrl: readUrl(
      config.getOptionalString('apiUrl') ?? 'https://slack.com/api/',
    ),
    timeoutMs: readOptionalMilliseconds(config, 'timeout', SECTION, 10_000, {
      min: 1,
    }),
  };
}

function readChannel(value: string, key: string): string {
  const channel = value.trim().replace(/^#/, '');
  if (!/^[\p{L}\p{N}_-]{1,80}$/u.test(channel)) {
    throw new InputError(
      `${SECTION}.${key} must be the name or the id of a channel, without spaces; it is '${value}'`,
    );
  }
  return channel;
}

function readUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new InputError(
      `${SECTION}.apiUrl must be an http(s) URL; it is '${value}'`,
    );
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
