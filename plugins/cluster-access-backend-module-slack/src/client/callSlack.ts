import { ServiceUnavailableError } from '@backstage/errors';
import { RetryLaterError } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';
import { SlackRefusedError } from './SlackRefusedError';

const rateLimited = z.object({
  code: z.literal(ErrorCode.RateLimitedError),
  retryAfter: z.number(),
});
const refused = z.object({
  code: z.literal(ErrorCode.PlatformError),
  data: z.object({
    error: z.string(),
    response_metadata: z
      .object({ messages: z.array(z.string()).optional() })
      .optional(),
  }),
});

/**
 * Makes one call and turns what may go wrong into errors that hold no token and say what to do.
 *
 * @throws RetryLaterError when Slack asks for a pause
 * @throws SlackRefusedError when Slack says no
 * @throws ServiceUnavailableError when no answer came; the call may have had its effect
 */
export async function callSlack<T>(
  method: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const pause = rateLimited.safeParse(error);
    if (pause.success) {
      throw new RetryLaterError(
        `Slack asks for a pause after ${method}`,
        pause.data.retryAfter,
      );
    }
    const refusal = refused.safeParse(error);
    if (refusal.success) {
      const { error: code, response_metadata: metadata } = refusal.data.data;
      throw new SlackRefusedError(method, code, metadata?.messages);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceUnavailableError(
      `Slack did not answer ${method}: ${reason}`,
    );
  }
}
