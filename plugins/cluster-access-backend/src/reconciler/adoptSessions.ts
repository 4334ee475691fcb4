import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  GrantProvider,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { Clock } from '@cluster-self-service/kubernetes-node';
import { adoptHold, type SessionRecord } from '../domain';
import type { SessionLedger } from '../ledger';

/**
 * Takes over sessions that a binding carries and the database does not know.
 *
 * @param parts.settings.longest - for how long the policies let anybody in, milliseconds
 * @returns what was written
 */
export async function adoptSessions(
  observed: ObservedGrant,
  holds: ObservedGrant['holds'],
  parts: {
    provider: GrantProvider;
    ledger: SessionLedger;
    settings: { longest: number };
    clock: Clock;
    logger: LoggerService;
  },
): Promise<SessionRecord[]> {
  const { provider, ledger, settings, clock, logger } = parts;
  const clusterName =
    provider.listClusters().find(({ id }) => id === observed.target.cluster)
      ?.name ?? observed.target.cluster;
  logger.warn(
    `Binding ${observed.name} carries sessions that the database does not know; they are taken over`,
  );
  return ledger.insert(
    holds.map(hold =>
      adoptHold(hold, observed, {
        clusterName,
        longest: settings.longest,
        now: clock.now(),
      }),
    ),
  );
}
