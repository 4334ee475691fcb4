import fc from 'fast-check';
import type { StoredObject } from '../types';
import { transition } from './watch-stream';

function object(selected: boolean): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'a',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '',
      labels: { selected: String(selected) },
    },
  };
}

const selects = ({ metadata }: StoredObject) =>
  metadata.labels?.selected === 'true';

describe('What a change is for who sees a selection', () => {
  it.each([
    ['entering it', false, true, 'ADDED'],
    ['staying in it', true, true, 'MODIFIED'],
    ['leaving it', true, false, 'DELETED'],
    ['staying outside', false, false, undefined],
  ])('%s', (_what, before, after, expected) => {
    const event = {
      type: 'MODIFIED' as const,
      object: object(after),
      previous: object(before),
    };
    expect(transition(event, selects)).toBe(expected);
  });

  it('sees a deletion only of what was in it', () => {
    const deleted = (selected: boolean) => ({
      type: 'DELETED' as const,
      object: object(selected),
      previous: object(selected),
    });
    expect(transition(deleted(true), selects)).toBe('DELETED');
    expect(transition(deleted(false), selects)).toBeUndefined();
  });

  it('never adds twice, and never changes or deletes what was not added', () => {
    /** An object's life: whether it is selected, or absent. */
    const life = fc.array(fc.option(fc.boolean(), { nil: undefined }));
    fc.assert(
      fc.property(life, states => {
        const seen = states.map((state, index) => {
          const next = state === undefined ? undefined : object(state);
          const before = states[index - 1];
          const previous = before === undefined ? undefined : object(before);
          const changed = next ?? previous;
          return (
            changed &&
            transition(
              { type: typeOf(next, previous), object: changed, previous },
              selects,
            )
          );
        });
        expect(seen).toEqual(
          states.map((state, index) =>
            seenOf(states[index - 1] ?? false, state ?? false),
          ),
        );
      }),
    );
  });
});

function typeOf(
  next: StoredObject | undefined,
  previous: StoredObject | undefined,
) {
  if (!next) {
    return 'DELETED';
  }
  return previous ? 'MODIFIED' : 'ADDED';
}

function seenOf(before: boolean, after: boolean) {
  if (before) {
    return after ? 'MODIFIED' : 'DELETED';
  }
  return after ? 'ADDED' : undefined;
}
