import { EventEmitter } from 'node:events';
import { SlackApiError } from './errors';
import type { JsonRecord } from './json';
import type {
  SlackChannel,
  SlackEphemeral,
  SlackMessage,
  SlackOptions,
  SlackPerson,
} from './types';

export const TEAM_ID = 'T0SANDBOX01';
export const APP_ID = 'A0SANDBOX01';
export const BOT_ID = 'B0SANDBOX01';
export const BOT_USER_ID = 'U0SANDBOXBOT';
export const BOT_NAME = 'Cluster access';

/** How long a trigger id may open a modal. */
const TRIGGER_MS = 3_000;
const RESPONSE_URL_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

/** What the workspace holds: people, channels, messages, and the short-lived handles given to the app. */
export class Workspace {
  readonly changes = new EventEmitter();
  readonly people: Map<string, SlackPerson>;
  readonly channels: Map<string, SlackChannel>;
  readonly ephemerals: SlackEphemeral[] = [];
  readonly #messages = new Map<string, SlackMessage[]>();
  readonly #triggers = new Map<
    string,
    { userId: string; expiresAt: number; used: boolean }
  >();
  readonly #responseUrls = new Map<
    string,
    { userId: string; channel: string; expiresAt: number; uses: number }
  >();
  #lastMicroseconds = 0;
  #counter = 0;

  constructor(
    readonly clock: () => Date,
    options: Pick<SlackOptions, 'people' | 'channels'>,
  ) {
    this.changes.setMaxListeners(0);
    this.people = new Map(
      options.people.map(person => [person.slackUserId, person]),
    );
    const channels = options.channels ?? [
      { name: 'cluster-access' },
      { name: 'general', isMember: false },
    ];
    this.channels = new Map(
      channels.map(({ name, ...rest }, index) => {
        const id = rest.id ?? `C0SANDBOX0${index + 1}`;
        return [id, { isPrivate: false, isMember: true, ...rest, id, name }];
      }),
    );
  }

  changed(): void {
    this.changes.emit('change');
  }

  nextId(prefix: string): string {
    this.#counter += 1;
    return `${prefix}0${String(this.#counter).padStart(9, '0')}`;
  }

  /** Time stamps are ids in Slack: unique, and always growing. */
  nextTs(): string {
    this.#lastMicroseconds = Math.max(
      this.clock().getTime() * 1000,
      this.#lastMicroseconds + 1,
    );
    const seconds = Math.floor(this.#lastMicroseconds / 1_000_000);
    return `${seconds}.${String(this.#lastMicroseconds % 1_000_000).padStart(
      6,
      '0',
    )}`;
  }

  /** @param idOrName - channel id, `#name`, name, or a person's id for the direct messages with them */
  channel(idOrName: string): SlackChannel {
    const name = idOrName.replace(/^#/, '');
    const found =
      this.channels.get(idOrName) ??
      [...this.channels.values()].find(one => one.name === name);
    if (found) {
      return found;
    }
    if (this.people.has(idOrName)) {
      return this.openDirect(idOrName);
    }
    throw new SlackApiError('channel_not_found');
  }

  openDirect(userId: string): SlackChannel {
    const person = this.person(userId);
    const id = `D${userId.slice(1)}`;
    const channel = this.channels.get(id) ?? {
      id,
      name: person.displayName,
      isPrivate: true,
      isMember: true,
      directWith: userId,
    };
    this.channels.set(id, channel);
    return channel;
  }

  person(userId: string): SlackPerson {
    const person = this.people.get(userId);
    if (!person) {
      throw new SlackApiError('user_not_found');
    }
    return person;
  }

  messages(channelId: string): SlackMessage[] {
    return this.#messages.get(channelId) ?? [];
  }

  message(channelId: string, ts: string): SlackMessage | undefined {
    return this.messages(channelId).find(one => one.ts === ts);
  }

  post(message: Omit<SlackMessage, 'ts'>): SlackMessage {
    const posted = { ...message, ts: this.nextTs() };
    this.#messages.set(message.channel, [
      ...this.messages(message.channel),
      posted,
    ]);
    this.changed();
    return posted;
  }

  update(message: SlackMessage, change: Partial<SlackMessage>): SlackMessage {
    const updated = { ...message, ...change, editedTs: this.nextTs() };
    this.#messages.set(
      message.channel,
      this.messages(message.channel).map(one =>
        one.ts === message.ts ? updated : one,
      ),
    );
    this.changed();
    return updated;
  }

  whisper(ephemeral: {
    channel: string;
    user: string;
    from: 'app' | 'slackbot';
    text: string;
    blocks?: JsonRecord[];
  }): SlackEphemeral {
    const whispered = {
      ...ephemeral,
      blocks: ephemeral.blocks ?? [],
      ts: this.nextTs(),
    };
    this.ephemerals.push(whispered);
    this.changed();
    return whispered;
  }

  newTrigger(userId: string): string {
    const id = `${this.nextId('')}.${this.clock().getTime()}.sandbox`;
    const expiresAt = this.clock().getTime() + TRIGGER_MS;
    this.#triggers.set(id, { userId, expiresAt, used: false });
    return id;
  }

  /** @returns the id of the person who may be shown a modal */
  exchangeTrigger(id: string): string {
    const trigger = this.#triggers.get(id);
    if (!trigger) {
      throw new SlackApiError('invalid_trigger_id');
    }
    if (trigger.used) {
      throw new SlackApiError('exchanged_trigger_id');
    }
    if (this.clock().getTime() > trigger.expiresAt) {
      throw new SlackApiError('expired_trigger_id');
    }
    trigger.used = true;
    return trigger.userId;
  }

  newResponsePath(userId: string, channel: string): string {
    const path = `/commands/${TEAM_ID}/${this.nextId('')}/sandbox`;
    const expiresAt = this.clock().getTime() + RESPONSE_URL_MS;
    this.#responseUrls.set(path, { userId, channel, expiresAt, uses: 0 });
    return path;
  }

  useResponsePath(
    path: string,
  ): { userId: string; channel: string } | undefined {
    const target = this.#responseUrls.get(path);
    if (
      !target ||
      target.uses >= RESPONSE_URL_USES ||
      this.clock().getTime() > target.expiresAt
    ) {
      return undefined;
    }
    target.uses += 1;
    return target;
  }
}
