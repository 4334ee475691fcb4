import type { HumanDuration } from '@backstage/types';

export interface Config {
  clusterAccess?: {
    /**
     * Who may ask for which roles on which clusters, and for how long. Several policies may cover the same request; the
     * one with the longest duration counts. Without any, nobody may ask.
     */
    policies?: Array<{
      /** Said in the session's timeline. */
      name: string;
      /** Groups by the grant provider's own names, one is enough. With Rancher principal ids: `okta_group://engineers`. */
      groups: string[];
      /** Clusters with all these labels, or with one of these names or ids. Exactly one of the two. */
      clusters: { matchLabels?: { [key: string]: string }; names?: string[] };
      /** Roles by the grant provider's own names. With Rancher names of RoleTemplates. */
      roles: string[];
      /** The longest time for one session. */
      maxDuration: HumanDuration | string;
    }>;
    request?: {
      /** Durations to offer. Default: 15 and 30 minutes, 1, 2, 4 and 8 hours. */
      durations?: Array<HumanDuration | string>;
      /** The shortest time for one session. Default: 1 minute. */
      minDuration?: HumanDuration | string;
      reason?: {
        /** In characters. Default: 10. */
        minLength?: number;
        /** In characters. Default: 500. */
        maxLength?: number;
      };
      /**
       * How long ago the grant provider may have read a person's groups. Older ones do not count: someone may have left
       * a group since. Default: 24 hours.
       */
      groupsMaxAge?: HumanDuration | string;
    };
    reconciler?: {
      /** Requests to the cluster at once. Default: 64. */
      concurrency?: number;
      /** How often the leader looks for what other replicas took. Default: 1 second. */
      pollInterval?: HumanDuration | string;
      /** So long before a session ends, its end is prepared. Default: 5 seconds. */
      prepareAhead?: HumanDuration | string;
      /** So long may the watch of the cluster lag behind. Default: 5 seconds. */
      cacheLag?: HumanDuration | string;
      /** After so long, people are told what holds a deletion back. Default: 10 seconds. */
      heldBackAfter?: HumanDuration | string;
    };
    notifications?: {
      /** Notices under way at once, for each notifier. Default: 4. */
      concurrency?: number;
      /** Notices a second at most, for each notifier. Default: 10. */
      perSecond?: number;
      /** After so long, an attempt is given up and made again. Default: 15 seconds. */
      timeout?: HumanDuration | string;
    };
    archive?: {
      /** How long to wait after the end for lines that the audit log takes in late. Default: 1 minute. */
      settle?: HumanDuration | string;
      /** How much before the beginning and after the end of a session is archived with it. Default: 5 seconds. */
      margin?: HumanDuration | string;
      /** Archives built at once. Default: 4. */
      concurrency?: number;
    };
  };
}
