import type { NoticeKind } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { Delivery, Transition } from '../domain/transition';
import type { Columns } from './bulk';

/** The order in which people hear of one session. */
export const noticeRank: Record<NoticeKind, number> = {
  started: 1,
  ended: 2,
  archived: 3,
};

export const outboxColumns = {
  session_id: 'text',
  kind: 'text',
  notifier: 'text',
  rank: 'integer',
  state: 'text',
  may_have_been_sent: 'boolean',
  attempts: 'integer',
  not_before: 'bigint',
  created_at: 'bigint',
} as const satisfies Columns;

/** The outbox rows that a transition writes: one a notice and notifier. */
export function outboxRows(transition: Transition, notifiers: string[]) {
  const { session, noticesMayHaveBeenSent = false } = transition;
  const at = transition.events[0]?.at ?? session.requestedAt;
  // Whoever may have sent it did so when the access began, which may be long ago.
  const createdAt = noticesMayHaveBeenSent
    ? session.activeAt ?? session.requestedAt
    : at;
  return transition.notices.flatMap(kind =>
    notifiers.map(notifier => ({
      session_id: session.id,
      kind,
      notifier,
      rank: noticeRank[kind],
      state: 'pending',
      may_have_been_sent: noticesMayHaveBeenSent,
      attempts: 0,
      not_before: at,
      created_at: createdAt,
    })),
  );
}

export function deliveryUpdate(delivery: Delivery, at: number | undefined) {
  return {
    state: 'sent',
    receipt: JSON.stringify(delivery.receipt),
    sent_at: at ?? null,
    error: null,
  };
}
