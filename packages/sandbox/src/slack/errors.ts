/** An answer `{ ok: false, error }`, with the codes Slack documents for its Web API methods. */
export class SlackApiError extends Error {
  /** @param messages - what goes into `response_metadata.messages`, in Slack's form `[ERROR] ... [json-pointer:...]` */
  constructor(readonly code: string, readonly messages: string[] = []) {
    super(code);
    this.name = 'SlackApiError';
  }
}

/** HTTP 429 with Retry-After. */
export class RateLimitedError extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('ratelimited');
    this.name = 'RateLimitedError';
  }
}
