import { signRequest } from './signing';
import type { AppResponse, RequestOverrides, SentRequest } from './types';

/** Sends signed requests to the app, as Slack does. */
export class AppClient {
  constructor(
    private readonly options: {
      signingSecret: string;
      responseTimeoutMs: number;
      clock: () => Date;
    },
  ) {}

  async send(
    url: string | undefined,
    form: Record<string, string>,
    overrides: RequestOverrides = {},
  ): Promise<AppResponse> {
    const body = overrides.rawBody ?? new URLSearchParams(form).toString();
    const timestamp =
      overrides.timestamp ?? Math.floor(this.options.clock().getTime() / 1000);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature':
        overrides.signature ??
        signRequest(this.options.signingSecret, timestamp, body),
      ...overrides.headers,
    };
    return this.resend({ url: url ?? '', headers, body });
  }

  async resend(request: SentRequest): Promise<AppResponse> {
    const signal = AbortSignal.timeout(this.options.responseTimeoutMs);
    try {
      const { url, headers, body } = request;
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        signal,
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text,
        request,
        ...(response.ok ? {} : { failure: 'dispatch_failed' }),
      };
    } catch (error) {
      // Whatever went wrong on the way, the person sees one of two words.
      const failure = signal.aborted ? 'operation_timeout' : 'dispatch_failed';
      return { body: String(error), request, failure };
    }
  }
}
