/** Keeps what was looked up for a while, and not more of it than a limit. */
export class ExpiringCache<T> {
  readonly #kept = new Map<string, { value: T; until: number }>();

  constructor(
    private readonly options: {
      keptMs: number;
      maximum: number;
      now: () => Date;
    },
  ) {}

  get(key: string): T | undefined {
    const entry = this.#kept.get(key);
    return entry && entry.until > this.options.now().getTime()
      ? entry.value
      : undefined;
  }

  set(key: string, value: T): void {
    if (this.#kept.size >= this.options.maximum) {
      this.#kept.clear();
    }
    const until = this.options.now().getTime() + this.options.keptMs;
    this.#kept.set(key, { value, until });
  }
}
