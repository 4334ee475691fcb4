import type { HumanDuration } from '@backstage/types';

export interface Config {
  clusterAccess?: {
    /** Reads the audit lines of a session from Loki. */
    loki?: {
      /** Where Loki, or the gateway in front of it, answers; without `/loki/api`. */
      baseUrl: string;
      /**
       * The stream that holds Rancher's API audit log, as a LogQL selector. The labels depend on what ships the logs.
       * Default: `{namespace="cattle-system",container="rancher-audit-log"}`
       */
      selector?: string;
      /** Sent as `X-Scope-OrgID`, for a Loki with several tenants. */
      tenant?: string;
      /** For a gateway that asks for a name and a password. */
      basicAuth?: {
        username: string;
        /** @visibility secret */
        password: string;
      };
      /**
       * For a gateway that asks for a token. Not together with `basicAuth`.
       *
       * @visibility secret
       */
      bearerToken?: string;
      /**
       * Lines to ask for at once; lowered to what Loki allows (`max_entries_limit_per_query`). Default: 5000
       */
      limit?: number;
      /** How long one request may take. Default: 30 seconds */
      timeout?: HumanDuration | string;
      /** The most lines to read for one session; what is left out is said in the archive. Default: 1000000 */
      maxLines?: number;
      /** The longest time to read for one session; what is left out is said in the archive. Default: 15 minutes */
      maxReadTime?: HumanDuration | string;
    };
  };
}
