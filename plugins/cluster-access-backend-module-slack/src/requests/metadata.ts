import { z } from 'zod';

const SLACK_HOOKS = ['hooks.slack.com', 'hooks.slack-gov.com'];
const MAXIMUM = 3000;

const metadata = z.object({ responseUrl: z.string().optional() });

/** What a modal carries along: where to answer the person who typed the command. */
export function writeMetadata(responseUrl: string): string {
  const text = JSON.stringify({ responseUrl });
  return text.length <= MAXIMUM ? text : '';
}

/**
 * @param apiUrl - the configured Web API; its origin may take answers too
 * @returns an address that is Slack's own, or `undefined`
 */
export function readResponseUrl(
  privateMetadata: string,
  apiUrl: string,
): string | undefined {
  let content: unknown;
  try {
    content = JSON.parse(privateMetadata || '{}');
  } catch {
    // Not what this module wrote: as if nothing stood there.
    return undefined;
  }
  const parsed = metadata.safeParse(content);
  const text = parsed.success ? parsed.data.responseUrl : undefined;
  if (!text || !URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  const isSlack = url.protocol === 'https:' && SLACK_HOOKS.includes(url.host);
  return isSlack || url.origin === new URL(apiUrl).origin
    ? url.href
    : undefined;
}
