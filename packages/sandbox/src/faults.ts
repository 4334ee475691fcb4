import type { Faults } from './types';

/** Faults kept in memory, one set a peer. */
export class InMemoryFaults implements Faults {
  readonly #active = new Map<
    string,
    { remaining?: number; parameters: Record<string, string | number> }
  >();

  switchOn(
    name: string,
    options: {
      times?: number;
      parameters?: Record<string, string | number>;
    } = {},
  ): void {
    this.#active.set(name, {
      remaining: options.times,
      parameters: options.parameters ?? {},
    });
  }

  switchOff(name: string): void {
    this.#active.delete(name);
  }

  strike(
    name: string,
    applies: (parameters: Record<string, string | number>) => boolean = () =>
      true,
  ): Record<string, string | number> | undefined {
    const fault = this.#active.get(name);
    if (!fault || !applies(fault.parameters)) {
      return undefined;
    }
    if (fault.remaining !== undefined) {
      fault.remaining -= 1;
      if (fault.remaining <= 0) {
        this.#active.delete(name);
      }
    }
    return fault.parameters;
  }

  list(): Array<{ name: string; remaining?: number }> {
    return [...this.#active].map(([name, { remaining }]) => ({
      name,
      remaining,
    }));
  }
}
