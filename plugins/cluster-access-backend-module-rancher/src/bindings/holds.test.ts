import type { GrantHold } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import * as fc from 'fast-check';
import { hold } from './fixtures';
import { mergeHolds, parseHolds, serializeHolds } from './holds';

const time = fc
  .date({
    min: new Date('2020-01-01T00:00:00Z'),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  .map(date => new Date(date));
const anyHold: fc.Arbitrary<GrantHold> = fc.record({
  sessionId: fc.uuid(),
  expiresAt: time,
  holder: fc.string({ maxLength: 200 }),
  holderName: fc.string({ maxLength: 200, unit: 'grapheme' }),
  reason: fc.string({ maxLength: 600, unit: 'binary' }),
  requestedAt: time,
  origin: fc.constantFrom('portal', 'slack'),
});
const anyHolds = fc.uniqueArray(anyHold, {
  maxLength: 20,
  selector: one => one.sessionId,
});

describe('holds on a binding', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(anyHolds, holds => {
        expect(parseHolds(serializeHolds(holds))).toEqual(holds);
      }),
    );
  });

  it('always fit, whatever people give as a reason: it is shortened', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 5000, maxLength: 9000, unit: 'grapheme' }),
        fc.integer({ min: 1, max: 120 }),
        (reason, count) => {
          const holds = Array.from({ length: count }, (_, index) =>
            hold({ sessionId: `session-${index}`, reason }),
          );
          const text = serializeHolds(holds);
          expect(Buffer.byteLength(text)).toBeLessThan(100_000);
          expect(parseHolds(text).map(({ sessionId }) => sessionId)).toEqual(
            holds.map(({ sessionId }) => sessionId),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are refused in words when they are too many for an object', () => {
    const holds = Array.from({ length: 2000 }, (_, index) =>
      hold({ sessionId: `s-${index}` }),
    );
    expect(() => serializeHolds(holds)).toThrow('2000 sessions');
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['no list', '{"sessionId":"a"}'],
    ['an unknown field', JSON.stringify([{ ...hold(), more: 1 }])],
    ['a missing field', JSON.stringify([{ sessionId: 'a' }])],
    [
      'a time that is none',
      JSON.stringify([{ ...hold(), expiresAt: '2026-13-01T00:00:00Z' }]),
    ],
    [
      'a time in a format of its own',
      JSON.stringify([{ ...hold(), expiresAt: '21 Nov 2026' }]),
    ],
    ['a session twice', JSON.stringify([hold(), hold()])],
    ['one good hold beside a bad one', JSON.stringify([hold(), {}])],
    [
      'far too much',
      JSON.stringify([{ ...hold(), reason: 'x'.repeat(200_000) }]),
    ],
  ])('are none in %s', (_, annotation) => {
    expect(parseHolds(annotation)).toEqual([]);
  });
});

describe('holds that someone else may have changed meanwhile', () => {
  const [mine, theirs, ended] = ['mine', 'theirs', 'ended'].map(sessionId =>
    hold({ sessionId }),
  );

  it('are exactly those wanted when nobody did', () => {
    expect(
      mergeHolds({ wanted: [mine], seen: [mine, ended], found: [mine, ended] }),
    ).toEqual([mine]);
  });

  it('keep a hold that was added since, as it is', () => {
    expect(mergeHolds({ wanted: [mine], seen: [], found: [theirs] })).toEqual([
      mine,
      theirs,
    ]);
  });

  it('never lose a wanted one and never shorten another that was not known', () => {
    fc.assert(
      fc.property(anyHolds, anyHolds, anyHolds, (wanted, seen, added) => {
        const merged = mergeHolds({ wanted, seen, found: [...seen, ...added] });
        expect(merged).toEqual(expect.arrayContaining([...wanted, ...added]));
      }),
    );
  });
});
