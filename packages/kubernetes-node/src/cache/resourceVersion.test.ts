import fc from 'fast-check';
import { compareResourceVersions } from './resourceVersion';

it('orders numbers of any length', () => {
  const version = fc.bigInt({ min: 1n, max: 2n ** 80n });
  fc.assert(
    fc.property(version, version, (a, b) => {
      const order = compareResourceVersions(String(a), String(b)) ?? NaN;
      expect(Math.sign(order)).toBe(a < b ? -1 : Number(a > b));
    }),
  );
});

it.each(['', '0', '007', '-1', '1.5', 'abc', '1a', undefined])(
  'tells nothing of %p',
  version => {
    expect(compareResourceVersions(version, '5')).toBeUndefined();
    expect(compareResourceVersions('5', version)).toBeUndefined();
  },
);
