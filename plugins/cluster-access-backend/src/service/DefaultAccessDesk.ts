import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  AccessOptions,
  AccessRequest,
  AccessRequestProblem,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  AccessDecision,
  AccessDesk,
  AccessPerson,
  GrantProvider,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { SessionStore } from '../database';
import {
  endSession,
  evaluateRequest,
  optionsFor,
  standingText,
  takeRequest,
  toSession,
  type AccessLandscape,
  type AccessRequester,
  type AccessRules,
} from '../domain';
import type { SessionLedger } from '../ledger';
import type { FindPerson } from './people';

export interface DefaultAccessDeskOptions {
  provider: GrantProvider;
  /** Whether the grant provider's caches hold the truth. */
  isReady: () => boolean;
  findPerson: FindPerson;
  store: SessionStore;
  ledger: SessionLedger;
  rules: AccessRules;
  /** Milliseconds since the epoch. */
  now: () => number;
  newId: () => string;
}

/** Takes requests, whichever door they come through, and ends sessions. */
export class DefaultAccessDesk implements AccessDesk {
  static create(options: DefaultAccessDeskOptions): DefaultAccessDesk {
    return new DefaultAccessDesk(options);
  }

  private constructor(private readonly parts: DefaultAccessDeskOptions) {}

  async options(requester: string): Promise<AccessOptions> {
    const { rules, now } = this.parts;
    const landscape = this.landscape();
    const person = await this.parts.findPerson(requester);
    return person
      ? optionsFor(this.requesterOf(person), rules, landscape, new Date(now()))
      : {
          options: [],
          durations: rules.durations,
          reason: rules.reason,
          problems: [strangerProblem(requester)],
        };
  }

  async request(
    requester: string,
    request: AccessRequest,
    options: { origin: string; idempotencyKey?: string },
  ): Promise<AccessDecision> {
    const { ledger, rules, provider, now, newId } = this.parts;
    const taken = await this.findTaken(requester, options.idempotencyKey);
    if (taken) {
      return taken;
    }
    const landscape = this.landscape();
    const person = await this.parts.findPerson(requester);
    if (!person) {
      return { taken: false, problems: [strangerProblem(requester)] };
    }
    const at = now();
    const who = this.requesterOf(person);
    const verdict = evaluateRequest(
      request,
      who,
      rules,
      landscape,
      new Date(at),
    );
    if (!verdict.allowed) {
      return { taken: false, problems: verdict.problems };
    }
    const { subject } = who;
    if (!subject) {
      throw new Error('Only someone the grant provider knows can be allowed');
    }
    const session = {
      id: newId(),
      holder: requester,
      holderName: oneLine(person.displayName).slice(0, 255),
      subject: subject.id,
      cluster: verdict.cluster.id,
      clusterName: verdict.cluster.name,
      role: verdict.role.name,
      reason: oneLine(request.reason),
      durationSeconds: request.durationSeconds,
      origin: options.origin,
      idempotencyKey: options.idempotencyKey,
      requestedAt: at,
    };
    const standing = provider.findStanding({
      cluster: session.cluster,
      role: session.role,
      subject: session.subject,
    });
    if (standing.length > 0) {
      return {
        taken: false,
        problems: [{ field: 'role', message: standingText(session, standing) }],
      };
    }
    const [written] = await ledger.insert([
      takeRequest(session, verdict.policy),
    ]);
    if (written) {
      return { taken: true, session: toSession(written) };
    }
    // Someone sent the same request at the same time, and was first.
    const first = await this.findTaken(requester, options.idempotencyKey);
    if (!first) {
      throw new NotFoundError(
        `Session ${session.id} was not written, and no other one like it is there`,
      );
    }
    return first;
  }

  async find(sessionId: string): Promise<AccessSession | undefined> {
    const record = await this.parts.store.get(sessionId);
    return record && toSession(record);
  }

  /**
   * Ends a session: a release by its holder, a revocation by anyone else. One that is ending or has ended stays as it is.
   *
   * @throws NotFoundError
   */
  async end(sessionId: string, actor: string): Promise<AccessSession> {
    const { ledger, now } = this.parts;
    const record = await ledger.amend(sessionId, session =>
      endSession(session, actor, now()),
    );
    if (!record) {
      throw new NotFoundError(`There is no session ${sessionId}`);
    }
    return toSession(record);
  }

  private async findTaken(
    holder: string,
    key: string | undefined,
  ): Promise<AccessDecision | undefined> {
    const record =
      key === undefined
        ? undefined
        : await this.parts.store.findByIdempotencyKey(holder, key);
    return record && { taken: true, session: toSession(record) };
  }

  private requesterOf(person: AccessPerson): AccessRequester {
    return {
      holder: person.entityRef,
      subject: this.parts.provider.findSubject(person),
    };
  }

  private landscape(): AccessLandscape {
    const { provider, isReady } = this.parts;
    if (!isReady()) {
      throw new ServiceUnavailableError(
        'The clusters have not been read yet; try again in a moment',
      );
    }
    return {
      platform: provider.title ?? provider.id,
      clusters: provider.listClusters(),
      roles: provider.listRoles(),
    };
  }
}

function strangerProblem(requester: string): AccessRequestProblem {
  return {
    field: 'requester',
    message: `${requester} is not in the catalog. Ask the platform team to add you.`,
  };
}

/**
 * Control characters, line separators, and what turns the direction of text around have no business in chat messages,
 * annotations and tables.
 */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim();
}
