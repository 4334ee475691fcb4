import type {
  AccessOptions,
  AccessRequest,
  AccessRequestProblem,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

/**
 * The one place where requests for access are taken, whichever door they come through.
 *
 * @public
 */
export interface AccessDesk {
  /** @param requester - entity reference of a catalog user whom the door has authenticated */
  options(requester: string): Promise<AccessOptions>;

  /**
   * Checks a request against the policies and takes it.
   *
   * @param options.origin - which door: `portal`, `slack`
   * @param options.idempotencyKey - taking the same request again answers with the same session
   */
  request(
    requester: string,
    request: AccessRequest,
    options: { origin: string; idempotencyKey?: string },
  ): Promise<AccessDecision>;

  /** The session as it stands, whoever holds it. */
  find(sessionId: string): Promise<AccessSession | undefined>;
}

/** @public */
export type AccessDecision =
  | { taken: true; session: AccessSession }
  | {
      taken: false;
      problems: [AccessRequestProblem, ...AccessRequestProblem[]];
    };
