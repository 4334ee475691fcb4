import { isApiError } from '../errors';

/**
 * Tries a write that may be refused: by an admission plugin, or because somebody else was faster. A controller looks again when
 * the object changes, so that a refusal is no failure of its own.
 */
export function tolerate(attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    if (!isApiError(error)) {
      throw error;
    }
  }
}
