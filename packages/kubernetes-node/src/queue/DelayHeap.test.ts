import fc from 'fast-check';
import { DelayHeap } from './DelayHeap';

interface Step {
  key: string;
  at: number;
  what: 'add' | 'delete' | 'take';
}

/** Does the same with the heap and with a plain map. */
function run(steps: Step[]): void {
  const heap = new DelayHeap();
  const model = new Map<string, number>();
  for (const { key, at, what } of steps) {
    if (what === 'add') {
      heap.add(key, at);
      model.set(key, Math.min(at, model.get(key) ?? Infinity));
    } else if (what === 'delete') {
      heap.delete(key);
      model.delete(key);
    } else {
      const taken = heap.takeDue(at);
      const earliest = Math.min(...model.values());
      expect(taken?.at).toBe(earliest > at ? undefined : earliest);
      expect(model.get(taken?.key ?? '')).toBe(taken?.at);
      model.delete(taken?.key ?? '');
    }
    expect(heap.size).toBe(model.size);
    expect(heap.earliest ?? Infinity).toBe(Math.min(...model.values()));
  }
}

it('gives keys back in the order of their time, each once, at its earliest', () => {
  const step: fc.Arbitrary<Step> = fc.record({
    key: fc.constantFrom(...'abcdefghijkl'),
    at: fc.nat(20),
    what: fc.constantFrom('add', 'add', 'add', 'delete', 'take'),
  });
  const steps = fc.array(step, { maxLength: 100 });
  expect(() => fc.assert(fc.property(steps, run))).not.toThrow();
});
