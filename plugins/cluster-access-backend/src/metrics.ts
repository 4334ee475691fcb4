import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { SessionRecord } from './domain';

/** Measures how long after its time a session's binding is seen to be gone. */
export function endToGoneRecorder(
  metrics: MetricsService,
): (session: SessionRecord) => void {
  const histogram = metrics.createHistogram(
    'cluster_access.session.end_to_gone',
    {
      description: 'From the end of a session to its binding being gone',
      unit: 's',
    },
  );
  return ({ endReason, endingAt, expiresAt, endedAt }) => {
    const due = endReason === 'expired' ? expiresAt : endingAt;
    if (endReason && due !== undefined && endedAt !== undefined) {
      histogram.record((endedAt - due) / 1000, { reason: endReason });
    }
  };
}
