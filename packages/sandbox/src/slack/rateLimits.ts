import { RateLimitedError } from './errors';

/**
 * Calls a minute by Slack's tiers (https://docs.slack.dev/apis/web-api/rate-limits); `chat.postMessage` has its own
 * rule, one message a second and channel with short bursts.
 */
const CALLS_PER_MINUTE: Record<string, number> = {
  'auth.test': 600,
  'chat.getPermalink': 600,
  'chat.postEphemeral': 100,
  'chat.update': 50,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.list': 20,
  'conversations.open': 50,
  'conversations.replies': 50,
  'users.info': 100,
  'users.list': 20,
  'users.lookupByEmail': 50,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
};
const POST_BURST = 5;

/** Token buckets, one a method; for `chat.postMessage` one a channel. */
export class RateLimits {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly clock: () => Date, public enforced: boolean) {}

  /** @throws RateLimitedError */
  take(method: string, channel: string | undefined): void {
    if (!this.enforced) {
      return;
    }
    const posting = method === 'chat.postMessage';
    const perMinute = posting ? 60 : CALLS_PER_MINUTE[method] ?? 50;
    const capacity = posting ? POST_BURST : perMinute;
    const key = posting ? `${method} ${channel}` : method;
    const now = this.clock().getTime();
    const bucket = this.#buckets.get(key) ?? { tokens: capacity, at: now };
    const tokens = Math.min(
      capacity,
      bucket.tokens + ((now - bucket.at) / 60_000) * perMinute,
    );
    if (tokens < 1) {
      this.#buckets.set(key, { tokens, at: now });
      throw new RateLimitedError(Math.ceil(((1 - tokens) / perMinute) * 60));
    }
    this.#buckets.set(key, { tokens: tokens - 1, at: now });
  }
}
