import { createHmac } from 'node:crypto';

/**
 * Signs a request as Slack does (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 *
 * @param timestamp - seconds since 1970
 */
export function signRequest(
  secret: string,
  timestamp: number,
  body: string,
): string {
  const digest = createHmac('sha256', secret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return `v0=${digest}`;
}
