import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';

/** What a notice is about. @public */
export type NoticeKind = 'started' | 'ended' | 'archived';

/** Something people should hear about one session. @public */
export interface SessionNotice {
  /** The same for every attempt to deliver this notice: `<session id>/<kind>`. */
  idempotencyKey: string;
  kind: NoticeKind;
  session: AccessSession;
  /** The session's page in the portal. */
  sessionUrl: string;
  /** Not earlier than this did anyone try to deliver it. */
  createdAt: Date;
}

/** Where a notice was delivered: enough to answer to it later. With Slack `{ channel, ts }`. @public */
export type NoticeReceipt = Record<string, string>;

/**
 * Tells people about sessions. The outbox calls it again until it succeeds.
 *
 * @public
 */
export interface Notifier {
  readonly id: string;

  /**
   * Delivers a notice exactly once.
   *
   * @param options.mayHaveBeenSent - an earlier attempt was cut off: look for the notice at its place first, and answer
   *   with the receipt of what is found
   * @param options.startReceipt - of the `started` notice of the same session, to answer in its thread
   * @throws RetryLaterError when the outside asks for a pause (429 with Retry-After)
   */
  deliver(
    notice: SessionNotice,
    options: {
      mayHaveBeenSent: boolean;
      startReceipt?: NoticeReceipt;
      signal: AbortSignal;
    },
  ): Promise<NoticeReceipt>;
}
