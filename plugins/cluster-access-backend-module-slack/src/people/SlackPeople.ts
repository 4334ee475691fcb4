import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { callSlack } from '../client/callSlack';
import { ExpiringCache } from './ExpiringCache';
import { isMember, type SlackHome } from './membership';

/** Short: who has left must not be able to ask. */
const REQUESTER_KEPT_MS = 60_000;
/** Long: many notices at once must not use up Slack's limit for looking people up. */
const NAME_KEPT_MS = 15 * 60_000;
const KEPT_PEOPLE = 10_000;

const profile = z.object({
  profile: z.object({
    email: z.string().optional(),
    displayName: z.string().optional(),
  }),
});

export type KnownRequester =
  | { known: true; entityRef: string }
  | { known: false; /** What the person is told. */ message: string };

/** A person as a notice names them. */
export interface NamedPerson {
  name: string;
  /** Where they have an account in Slack. */
  slackUserId?: string;
}

/** Finds catalog users by Slack accounts and the other way round. What joins them is the confirmed e-mail address. */
export class SlackPeople {
  readonly #requesters: ExpiringCache<string>;
  readonly #named: ExpiringCache<NamedPerson>;
  #home?: SlackHome;

  constructor(
    private readonly deps: {
      client: WebClient;
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
      now: () => Date;
    },
  ) {
    const { now } = deps;
    this.#requesters = new ExpiringCache({
      keptMs: REQUESTER_KEPT_MS,
      maximum: KEPT_PEOPLE,
      now,
    });
    this.#named = new ExpiringCache({
      keptMs: NAME_KEPT_MS,
      maximum: KEPT_PEOPLE,
      now,
    });
  }

  /** @param userId - Slack user id from a request that Slack signed */
  async requester(userId: string): Promise<KnownRequester> {
    const kept = this.#requesters.get(userId);
    if (kept) {
      return { known: true, entityRef: kept };
    }
    const found = await this.find(userId);
    if (found.known) {
      this.#requesters.set(userId, found.entityRef);
    }
    return found;
  }

  /** @param entityRef - of a catalog user; a notice must not fail because of a name, so this always answers */
  async named(entityRef: string, fallbackName?: string): Promise<NamedPerson> {
    const kept = this.#named.get(entityRef);
    if (kept) {
      return kept;
    }
    try {
      const person = await this.lookUp(entityRef, fallbackName);
      this.#named.set(entityRef, person);
      return person;
    } catch (error) {
      this.deps.logger.debug(`Naming ${entityRef} without a mention: ${error}`);
      return { name: fallbackName ?? bareName(entityRef) };
    }
  }

  private async lookUp(
    entityRef: string,
    fallbackName: string | undefined,
  ): Promise<NamedPerson> {
    const { catalog, auth, client } = this.deps;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    const { email, displayName } = readProfile(entity);
    const name = fallbackName ?? displayName ?? bareName(entityRef);
    if (!email) {
      return { name };
    }
    const { user } = await callSlack('users.lookupByEmail', () =>
      client.users.lookupByEmail({ email }),
    );
    return { name, slackUserId: user?.id };
  }

  private async home(): Promise<SlackHome> {
    this.#home ??= await callSlack('auth.test', () =>
      this.deps.client.auth.test(),
    );
    return this.#home;
  }

  private async find(userId: string): Promise<KnownRequester> {
    const { catalog, auth, client } = this.deps;
    const { user } = await callSlack('users.info', () =>
      client.users.info({ user: userId }),
    );
    const email = user?.profile?.email;
    if (!user || !isMember(user, await this.home())) {
      return {
        known: false,
        message: 'Only members of this workspace can ask for access.',
      };
    }
    // Slack lets people in before they have shown that an address is theirs.
    if (!email || user.is_email_confirmed === false) {
      return {
        known: false,
        message:
          'Your Slack account has no confirmed e-mail address. Confirm it, then try again.',
      };
    }
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntities(
      {
        filter: { kind: 'User', 'spec.profile.email': email },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'spec.profile.email',
        ],
      },
      { credentials },
    );
    const matches = items.filter(item =>
      sameAddress(readProfile(item).email, email),
    );
    if (matches.length !== 1) {
      return {
        known: false,
        message:
          matches.length === 0
            ? `The portal knows nobody with the e-mail address ${email}. Ask a platform engineer to add you to the catalog.`
            : `The portal knows several people with the e-mail address ${email}. Ask a platform engineer to mend the catalog.`,
      };
    }
    return { known: true, entityRef: stringifyEntityRef(matches[0]) };
  }
}

function readProfile(entity: Entity | undefined): {
  email?: string;
  displayName?: string;
} {
  const spec = profile.safeParse(entity?.spec);
  return spec.success ? spec.data.profile : {};
}

/** `user:default/erin` as `erin`. */
function bareName(entityRef: string): string {
  return entityRef.replace(/^.*\//, '');
}

/** Case is folded for ASCII letters only: elsewhere different letters can fold into the same one. */
function sameAddress(a: string | undefined, b: string): boolean {
  const fold = (text: string) =>
    text.replace(/[A-Z]/g, letter => letter.toLowerCase());
  return a !== undefined && fold(a) === fold(b);
}
