interface Entry {
  key: string;
  at: number;
}

/** Keys by the moment they are due, earliest first. A key is in it once. */
export class DelayHeap {
  private readonly entries: Entry[] = [];
  private readonly positions = new Map<string, number>();

  get size(): number {
    return this.entries.length;
  }

  /** The moment the earliest key is due. */
  get earliest(): number | undefined {
    return this.entries[0]?.at;
  }

  /** Adds a key; one that is there already moves only to an earlier moment. */
  add(key: string, at: number): void {
    const position = this.positions.get(key);
    if (position === undefined) {
      this.place({ key, at }, this.entries.length);
      this.rise(this.entries.length - 1);
    } else if (at < this.entries[position].at) {
      this.place({ key, at }, position);
      this.rise(position);
    }
  }

  delete(key: string): void {
    const position = this.positions.get(key);
    const last = this.entries.at(-1);
    if (position === undefined || !last) {
      return;
    }
    this.entries.pop();
    this.positions.delete(key);
    if (last.key !== key) {
      this.place(last, position);
      this.rise(position);
      this.sink(position);
    }
  }

  /** Takes out one key that is due at `now`. */
  takeDue(now: number): Entry | undefined {
    const first = this.entries[0];
    if (!first || first.at > now) {
      return undefined;
    }
    this.delete(first.key);
    return first;
  }

  private place(entry: Entry, position: number): void {
    this.entries[position] = entry;
    this.positions.set(entry.key, position);
  }

  private rise(from: number): void {
    let position = from;
    const entry = this.entries[position];
    while (position > 0) {
      const parent = (position - 1) >> 1;
      if (this.entries[parent].at <= entry.at) {
        break;
      }
      this.place(this.entries[parent], position);
      position = parent;
    }
    this.place(entry, position);
  }

  private sink(from: number): void {
    let position = from;
    const entry = this.entries[position];
    for (;;) {
      const left = 2 * position + 1;
      const right = left + 1;
      let child = left;
      if (
        right < this.entries.length &&
        this.entries[right].at < this.entries[left].at
      ) {
        child = right;
      }
      if (child >= this.entries.length || this.entries[child].at >= entry.at) {
        break;
      }
      this.place(this.entries[child], position);
      position = child;
    }
    this.place(entry, position);
  }
}
