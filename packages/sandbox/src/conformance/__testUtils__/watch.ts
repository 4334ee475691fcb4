import type { IncomingMessage } from 'node:http';
import { createInterface, type Interface } from 'node:readline';
import type { Json } from '../../kubernetes/types';
import { stringAt } from './json';

export interface WatchEvent {
  type: string;
  object: Json;
}

const PATIENCE_MS = 20_000;

/** The events of a watch in their order. */
export class WatchStream {
  private readonly lines: Interface;
  private readonly events: AsyncIterator<string>;
  readonly status: number;

  constructor(private readonly response: IncomingMessage) {
    this.status = response.statusCode ?? 0;
    this.lines = createInterface({ input: response });
    this.events = this.lines[Symbol.asyncIterator]();
    // Ending a watch from this side breaks the connection; that is no failure.
    response.on('error', () => {});
  }

  /** The next event; nothing when the server has ended the watch. */
  async next(): Promise<WatchEvent | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`No event within ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      );
    });
    try {
      const { done, value } = await Promise.race([
        this.events.next(),
        impatience,
      ]);
      if (done) {
        return undefined;
      }
      const event: { type: string; object: Json } = JSON.parse(value);
      return event;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The next events as `TYPE name`. */
  async names(count: number): Promise<string[]> {
    const names: string[] = [];
    while (names.length < count) {
      const event = await this.next();
      if (!event) {
        break;
      }
      names.push(
        `${event.type} ${stringAt(event.object, 'metadata', 'name') ?? ''}`,
      );
    }
    return names;
  }

  /** Every event until the server ends the watch. */
  async rest(): Promise<WatchEvent[]> {
    const events: WatchEvent[] = [];
    for (let event = await this.next(); event; event = await this.next()) {
      events.push(event);
    }
    return events;
  }

  close(): void {
    this.lines.close();
    this.response.destroy();
  }
}
