// What turns the direction of text around, or cannot be seen, could make a notice read as something else.
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text of others, made fit to be shown: no control characters, and not longer than asked for.
 *
 * @param maximum - in UTF-16 units, the ellipsis included
 */
export function clean(text: string, maximum: number): string {
  const visible = text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').trim();
  if (visible.length <= maximum) {
    return visible;
  }
  // A pair cut in two leaves half a character.
  return `${visible.slice(0, maximum - 1).replace(/\p{Cs}$/u, '')}…`;
}

/** The same, on one line. */
export function cleanLine(text: string, maximum: number): string {
  return clean(text.replace(/\s+/g, ' '), maximum);
}

/**
 * Text of others as mrkdwn: links, mentions and broadcasts need angle brackets, so none can come of it
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */
export function escapeMrkdwn(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** A link; the bare label where the URL is not one of the web. */
export function link(url: string, label: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') {
    return escapeMrkdwn(label);
  }
  const target = parsed.href
    .replace(/\|/g, '%7C')
    .replace(/</g, '%3C')
    .replace(/>/g, '%3E');
  return `<${target.replace(/&/g, '&amp;')}|${escapeMrkdwn(label)}>`;
}

/** A point in time in the reader's own time zone; UTC where it cannot be shown so. */
export function date(at: Date): string {
  const fallback = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(
    at.getTime() / 1000,
  )}^{date_short_pretty} at {time}|${fallback}>`;
}
