import type { LoggerService } from '@backstage/backend-plugin-api';
import { LogLevel, WebClient } from '@slack/web-api';
import type { Logger } from '@slack/web-api';
import type { SlackSettings } from '../config';

/**
 * A client that tries once and waits for nothing: whoever calls decides about the next attempt.
 *
 * @param options.signal - cuts off calls that are under way
 */
export function createSlackClient(
  settings: Pick<
    SlackSettings,
    'apiUrl' | 'botToken' | 'signingSecret' | 'timeoutMs'
  >,
  options: { logger: LoggerService; signal?: AbortSignal },
): WebClient {
  const { signal } = options;
  return new WebClient(settings.botToken, {
    slackApiUrl: settings.apiUrl,
    timeout: settings.timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    // The original error holds the request with its Authorization header.
    attachOriginalToWebAPIRequestError: false,
    logger: createLogger(options.logger, [
      settings.botToken,
      settings.signingSecret,
    ]),
    ...(signal && {
      requestInterceptor: config => Object.assign(config, { signal }),
    }),
  });
}

/**
 * The client's own log at debug level. Bodies are left out: they hold what people wrote, and addresses that let anyone
 * answer in their channels.
 */
export function createLogger(logger: LoggerService, secrets: string[]): Logger {
  const log = (...parts: unknown[]) => {
    const line = parts.map(String).join(' ');
    if (!/^http request (body|headers|result)/.test(line)) {
      const redacted = secrets.reduce(
        (text, secret) => text.replaceAll(secret, '***'),
        line,
      );
      logger.debug(`Slack client: ${redacted}`);
    }
  };
  return {
    debug: log,
    info: log,
    warn: log,
    error: log,
    setLevel: () => undefined,
    getLevel: () => LogLevel.DEBUG,
    setName: () => undefined,
  };
}
