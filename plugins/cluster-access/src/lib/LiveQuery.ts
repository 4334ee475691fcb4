/** What a {@link LiveQuery} needs of its surroundings; times in milliseconds. */
export interface LiveQueryOptions<T> {
  load: (signal: AbortSignal) => Promise<T>;
  onValue: (value: T) => void;
  onError: (error: Error) => void;
  /** How long to wait after an answer, or after a failure (undefined), before asking again. */
  delay: (value: T | undefined) => number;
  /** Shortest time between two loads, so that a burst of signals is answered by few of them. */
  minimumGap?: number;
}

/**
 * Keeps a value fresh: loads at once, again whenever `refresh` is called, and again after a delay. At most one load
 * is under way; a refresh asked for meanwhile is done once after it. Nothing is loaded while paused.
 */
export class LiveQuery<T> {
  readonly #options: LiveQueryOptions<T>;
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loading = false;
  #stale = false;
  #paused = false;
  #lastStart = -Infinity;

  constructor(options: LiveQueryOptions<T>) {
    this.#options = options;
  }

  /** Loads again as soon as the shortest gap allows. */
  refresh() {
    if (this.#loading || this.#paused) {
      this.#stale = true;
      return;
    }
    const { minimumGap = 500 } = this.#options;
    this.#schedule(
      Math.max(0, this.#lastStart + minimumGap - performance.now()),
    );
  }

  pause() {
    this.#paused = true;
    clearTimeout(this.#timer);
  }

  /** Goes on after a pause, beginning with a load. */
  resume() {
    this.#paused = false;
    this.refresh();
  }

  stop() {
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  #schedule(delay: number) {
    clearTimeout(this.#timer);
    if (this.#paused || this.#abort.signal.aborted) return;
    if (delay <= 0) {
      this.#load();
    } else {
      this.#timer = setTimeout(() => this.#load(), delay);
    }
  }

  #load() {
    this.#loading = true;
    this.#stale = false;
    this.#lastStart = performance.now();
    this.#options.load(this.#abort.signal).then(
      value => this.#finish(value, () => this.#options.onValue(value)),
      error => this.#finish(undefined, () => this.#options.onError(error)),
    );
  }

  #finish(value: T | undefined, report: () => void) {
    if (this.#abort.signal.aborted) return;
    this.#loading = false;
    report();
    if (this.#stale) {
      this.refresh();
    } else {
      this.#schedule(this.#options.delay(value));
    }
  }
}
