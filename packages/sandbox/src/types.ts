/**
 * One outside system on loopback.
 */
export interface Peer {
  /** What it stands for: `kubernetes`, `slack`, `loki`. */
  readonly name: string;
  /** Base URL without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * What misbehaves on purpose, by name, so that people and tests can see what happens. Each peer says in its README
 * which names it knows.
 */
export interface Faults {
  /** @param times - how often it strikes before it is over; without it, until switched off */
  switchOn(
    name: string,
    options?: { times?: number; parameters?: Record<string, string | number> },
  ): void;
  switchOff(name: string): void;
  /**
   * Whether it strikes now; counts down `times`. Returns its parameters.
   *
   * @param applies - whether its parameters are about this occasion; when they are not, nothing is counted
   */
  strike(
    name: string,
    applies?: (parameters: Record<string, string | number>) => boolean,
  ): Record<string, string | number> | undefined;
  list(): Array<{ name: string; remaining?: number }>;
}
