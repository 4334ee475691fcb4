import type { HumanDuration } from '@backstage/types';

export interface Config {
  clusterAccess?: {
    /** Requests and notices in Slack. Without this section the Slack module does nothing. */
    slack?: {
      /**
       * Bot token of the Slack app, `xoxb-...`.
       *
       * @visibility secret
       */
      botToken: string;

      /**
       * Signing secret of the Slack app; requests that are not signed with it are refused.
       *
       * @visibility secret
       */
      signingSecret: string;

      /** Channel in which sessions are announced, by name or by id. The app must be a member of it. */
      channel: string;

      /** Channels of single clusters, by cluster id, that take the place of `channel`. */
      clusterChannels?: { [cluster: string]: string };

      /** Id of the workspace; requests from another one are refused. */
      teamId?: string;

      /** Id of the Slack app; requests for another one are refused. */
      appId?: string;

      /** Base URL of the Web API. Defaults to `https://slack.com/api/`. */
      apiUrl?: string;

      /** How long one call to Slack may take. Defaults to 10 seconds. */
      timeout?: HumanDuration | string;
    };
  };
}
