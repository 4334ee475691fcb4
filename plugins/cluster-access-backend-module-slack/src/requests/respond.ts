import { ServiceUnavailableError } from '@backstage/errors';

const TIMEOUT_MS = 5_000;

/**
 * Answers a slash command late, to the person who typed it.
 *
 * @param url - one that `readResponseUrl` gave out
 * @param text - mrkdwn
 */
export async function respond(url: string, text: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', text }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) {
    throw new ServiceUnavailableError(
      `Slack answered ${response.status} to a confirmation`,
    );
  }
}
