import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clocks of Slack and of this machine may differ, in seconds; Slack's own advice. */
export const SIGNATURE_WINDOW_SECONDS = 5 * 60;

export type SignatureVerdict =
  | {
      genuine: true;
      /** HMAC, hexadecimal: identifies the request. */ signature: string;
    }
  | { genuine: false; reason: 'unsigned' | 'forged' | 'stale' };

/**
 * Checks that a request is one of Slack's, of now
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 *
 * @param request.body - as it came, byte for byte
 */
export function verifySignature(
  request: { body: Buffer; timestamp?: string; signature?: string },
  options: { signingSecret: string; now: Date },
): SignatureVerdict {
  const { body, timestamp, signature } = request;
  if (!signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) {
    return { genuine: false, reason: 'unsigned' };
  }
  const expected = createHmac('sha256', options.signingSecret)
    .update(`v0:${timestamp}:`)
    .update(body)
    .digest('hex');
  if (!equal(signature, `v0=${expected}`)) {
    return { genuine: false, reason: 'forged' };
  }
  const age = Math.abs(options.now.getTime() / 1000 - Number(timestamp));
  if (age > SIGNATURE_WINDOW_SECONDS) {
    return { genuine: false, reason: 'stale' };
  }
  return { genuine: true, signature: expected };
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
