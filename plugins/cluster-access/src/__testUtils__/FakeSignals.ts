import type { SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';

/** Signals that a test sends by hand; they cross a wire of text, as the real ones do. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<{
    channel: string;
    receive: (text: string) => void;
  }>();

  subscribe<TMessage extends JsonObject>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener = {
      channel,
      receive: (text: string) => onMessage(JSON.parse(text)),
    };
    this.#listeners.add(listener);
    return {
      unsubscribe: () => {
        this.#listeners.delete(listener);
      },
    };
  }

  send(channel: string, message: JsonObject) {
    for (const listener of this.#listeners) {
      if (listener.channel === channel) {
        listener.receive(JSON.stringify(message));
      }
    }
  }
}
