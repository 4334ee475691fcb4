import fc from 'fast-check';
import { roleName } from './names';

describe('the name of a role', () => {
  it('is the prefix and the parts', () => {
    expect(roleName('managed--', 'orders', 'cli')).toBe('managed--orders.cli');
  });

  it('tells the namespace "a" with "b-c" from the namespace "a-b" with "c"', () => {
    expect(roleName('managed--', 'a', 'b-c')).not.toBe(
      roleName('managed--', 'a-b', 'c'),
    );
  });

  it('is cut and gets a hash when it is too long', () => {
    const name = roleName('managed--', 'n'.repeat(63), 'cli');
    expect(name).toMatch(/^managed--n{42}@[0-9a-f]{12}$/);
    expect(name).toHaveLength(64);
  });

  it('tells dots in parts from dots between them', () => {
    expect(roleName('managed--', 'orders.a', 'b')).not.toBe(
      roleName('managed--', 'orders', 'a.b'),
    );
  });

  it('tells the end of the prefix from the beginning of the first part', () => {
    const part = 'n'.repeat(70);
    expect(roleName('n', part)).not.toBe(roleName('nn', part));
  });

  it('differs without regard to case when the parts differ in case', () => {
    const [one, other] = ['Resize', 'resize'].map(part =>
      roleName('', 'orders', 'cli', part).toLowerCase(),
    );
    expect(one).not.toBe(other);
  });

  const part = fc.oneof(
    fc.stringOf(fc.constantFrom('a', 'A', 'b', '.', '-', '@', '_', 'é'), {
      minLength: 1,
      maxLength: 70,
    }),
    fc.fullUnicodeString({ minLength: 1 }),
  );
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  const runs = { seed: 20261121, numRuns: 2000 };

  it('is taken by IAM, whatever the parts', () => {
    fc.assert(
      fc.property(parts, given => {
        expect(roleName('managed--', ...given)).toMatch(/^[\w+=,.@-]{1,64}$/);
      }),
      runs,
    );
  });

  it('belongs to no other parts', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(roleName('managed--', ...one).toLowerCase()).not.toBe(
          roleName('managed--', ...other).toLowerCase(),
        );
      }),
      runs,
    );
  });
});
