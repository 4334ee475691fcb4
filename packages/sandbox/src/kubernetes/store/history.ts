import type { StoredObject } from '../types';

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Of which type: `configmaps`, `deployments.apps`. */
  readonly resource: string;
  readonly revision: number;
  readonly object: StoredObject;
  readonly previous?: StoredObject;
}

/** The newest events of one type, so that a watch can begin, and a list be made, a little in the past. */
export class History {
  readonly #limit: number;
  #events: StoreEvent[] = [];
  #floor: number;

  /** @param floor - the revision at which it begins */
  constructor(limit: number, floor: number) {
    this.#limit = limit;
    this.#floor = floor;
  }

  push(event: StoreEvent): void {
    this.#events.push(event);
    // Cut in blocks: one shift an event would copy the whole array each time.
    if (this.#events.length > this.#limit + Math.min(this.#limit, 1_000)) {
      this.compact(
        this.#events[this.#events.length - this.#limit - 1].revision,
      );
    }
  }

  /** Forgets what happened up to and including this revision. */
  compact(revision: number): void {
    this.#events = this.#events.filter(event => event.revision > revision);
    this.#floor = Math.max(this.#floor, revision);
  }

  /** The oldest revision from which nothing is missing. */
  get floor(): number {
    return this.#floor;
  }

  /** What happened after a revision, oldest first; `undefined` when some of it is forgotten. */
  since(revision: number): StoreEvent[] | undefined {
    if (revision < this.#floor) {
      return undefined;
    }
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#events[middle].revision > revision) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return this.#events.slice(low);
  }
}
