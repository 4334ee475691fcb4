import { applyCorrection } from './lint';
import { lintName, type NameKind } from './names';

describe('a name', () => {
  it.each<[NameKind, string]>([
    ['role', 'managed--orders'],
    ['role', 'a'.repeat(64)],
    ['policy', 'a'.repeat(128)],
    ['session', 'orders@worker'],
    ['external-id', 'cats@orders@111122223333'],
  ])('of a %s may be %s', (kind, name) => {
    expect(lintName(kind, name)).toEqual([]);
  });

  it.each<[NameKind, string, string]>([
    ['role', `managed--${'n'.repeat(63)}`, 'has 72 characters, 64 are taken'],
    ['role', 'orders worker', 'holds characters other than'],
    ['policy', 'a'.repeat(129), 'has 129 characters'],
    ['session', 'x', 'has 1 characters, at least 2'],
    ['external-id', 'cats*', 'holds characters other than'],
    ['external-id', '', 'has 0 characters'],
  ])('of a %s may not be %s', (kind, name, problem) => {
    const [finding] = lintName(kind, name);
    expect(finding.message).toContain(problem);
    expect(lintName(kind, applyCorrection(name, finding))).toEqual([]);
  });

  it('that is cut stays different from others that begin alike', () => {
    const names = ['a', 'b'].map(end => `${'n'.repeat(80)}${end}`);
    const cut = names.map(name =>
      applyCorrection(name, lintName('role', name)[0]),
    );
    expect(cut[0]).not.toBe(cut[1]);
  });
});
