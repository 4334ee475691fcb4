import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  accessSessionArchiveReadPermission,
  accessSessionCreatePermission,
  accessSessionEndPermission,
  accessSessionReadPermission,
  type AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { SessionFilter, SessionQuery } from '../database';

/** The person who calls, as the server knows them. */
export interface Caller {
  credentials: BackstageCredentials;
  entityRef: string;
}

export interface SessionRights {
  read: boolean;
  end: boolean;
  downloadArchive: boolean;
}

/**
 * Who may do what with a session. The holder always sees a session of their own, and may always give it back; all else
 * follows from the permission policy.
 */
export class SessionAuthorizer {
  private readonly allows: (
    decision: PolicyDecision,
    session: AccessSession,
  ) => boolean;
  private readonly toQuery;

  constructor(
    private readonly permissions: PermissionsService,
    ruleset: PermissionRuleset<AccessSession, SessionFilter>,
  ) {
    this.allows = createConditionAuthorizer(ruleset);
    this.toQuery = createConditionTransformer(ruleset);
  }

  /** @throws NotAllowedError */
  async mayAsk(caller: Caller): Promise<void> {
    const [decision] = await this.permissions.authorize(
      [{ permission: accessSessionCreatePermission }],
      { credentials: caller.credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You are not permitted to ask for cluster access',
      );
    }
  }

  async rightsOn(
    caller: Caller,
    session: AccessSession,
  ): Promise<SessionRights> {
    const [read, end, archive] = await this.permissions.authorizeConditional(
      [
        { permission: accessSessionReadPermission },
        { permission: accessSessionEndPermission },
        { permission: accessSessionArchiveReadPermission },
      ],
      { credentials: caller.credentials },
    );
    const isHolder = session.holder === caller.entityRef;
    const mayRead = isHolder || this.allows(read, session);
    return {
      read: mayRead,
      end: mayRead && (isHolder || this.allows(end, session)),
      downloadArchive: mayRead && this.allows(archive, session),
    };
  }

  /** What of a list the caller may see. */
  async visibleTo(
    caller: Caller,
  ): Promise<Pick<SessionQuery, 'holder' | 'visible'>> {
    const [decision] = await this.permissions.authorizeConditional(
      [{ permission: accessSessionReadPermission }],
      { credentials: caller.credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return {};
      case AuthorizeResult.CONDITIONAL:
        return {
          visible: {
            to: caller.entityRef,
            criteria: this.toQuery(decision.conditions),
          },
        };
      default:
        return { holder: caller.entityRef };
    }
  }
}
