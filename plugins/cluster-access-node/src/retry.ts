/**
 * The outside asks for a pause before the next attempt.
 *
 * @public
 */
export class RetryLaterError extends Error {
  /** @param retryAfterSeconds - how long to wait at least */
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RetryLaterError';
  }
}
