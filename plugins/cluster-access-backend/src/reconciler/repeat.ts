import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { sleep, type Clock } from '@cluster-self-service/kubernetes-node';

/**
 * Does something over and over until the signal aborts. What fails is logged and tried again at its next turn.
 *
 * @param options.everyMs - pause before each turn, milliseconds
 * @param options.failure - what to log when a turn fails
 */
export async function repeat(
  action: () => Promise<void> | void,
  options: {
    everyMs: number;
    failure: string;
    signal: AbortSignal;
    clock: Clock;
    logger: LoggerService;
  },
): Promise<void> {
  const { everyMs, failure, signal, clock, logger } = options;
  while (!signal.aborted) {
    await sleep(clock, everyMs, signal);
    try {
      await action();
    } catch (error) {
      logger.warn(failure, toError(error));
    }
  }
}
