import type {
  AuditorService,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { ArchiveStore } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { SessionStore } from '../database';
import type { DefaultAccessDesk } from '../service';
import type { SessionAuthorizer } from './SessionAuthorizer';

/** How the plugin stands, for people who run it. */
export interface HealthReport {
  /** Whether this replica is the one that acts. */
  leader: boolean;
  /** Whether the grant provider's caches hold the truth. */
  clustersRead: boolean;
  /** Targets that wait for the reconciler of this replica. */
  queued: number;
  outbox: { waiting: number; failing: number; lastError?: string };
}

/** What the routes are made of. */
export interface RouteParts {
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  auditor: AuditorService;
  authorizer: SessionAuthorizer;
  desk: DefaultAccessDesk;
  store: SessionStore;
  archives?: ArchiveStore;
  health: () => Promise<HealthReport>;
}
