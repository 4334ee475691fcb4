import { RetryLaterError } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { QueryOutcome } from './outcome';

const ATTEMPTS = 5;
const FIRST_PAUSE_SECONDS = 0.5;
/** Whoever asks for a longer pause gets it from the caller, who has other things to do meanwhile. */
const LONGEST_PAUSE_SECONDS = 10;
const LATER_SECONDS = 60;

/**
 * Asks again, with growing pauses, while Loki is unavailable.
 *
 * @param pause - resolves after so many milliseconds
 * @throws RetryLaterError when it stays unavailable, or asks for a long pause
 */
export async function withRetries(
  ask: () => Promise<QueryOutcome>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<Exclude<QueryOutcome, { kind: 'unavailable' }>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await ask();
    if (outcome.kind !== 'unavailable') {
      return outcome;
    }
    const seconds =
      outcome.retryAfterSeconds ?? FIRST_PAUSE_SECONDS * 2 ** (attempt - 1);
    if (attempt === ATTEMPTS || seconds > LONGEST_PAUSE_SECONDS) {
      throw new RetryLaterError(
        outcome.message,
        outcome.retryAfterSeconds ?? LATER_SECONDS,
      );
    }
    await pause(seconds * 1000);
  }
}
