import type { Arguments } from '../arguments';
import { SlackApiError } from '../errors';
import type { JsonRecord } from '../json';

/** Cuts one page out of a list, with Slack's opaque cursors. */
export function pageOf<T>(
  items: T[],
  args: Arguments,
  { fallback = 100, maximum = 999 } = {},
): { page: T[]; hasMore: boolean; responseMetadata: JsonRecord } {
  const cursor = args.text('cursor');
  const start = cursor
    ? Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''))
    : 0;
  if (!Number.isInteger(start) || start < 0) {
    throw new SlackApiError('invalid_cursor');
  }
  const end = start + args.count('limit', fallback, maximum);
  const hasMore = end < items.length;
  return {
    page: items.slice(start, end),
    hasMore,
    responseMetadata: {
      next_cursor: hasMore ? Buffer.from(`next:${end}`).toString('base64') : '',
    },
  };
}
