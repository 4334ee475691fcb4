import type { Manifest } from '..';

type Path = Array<string | number>;

/** What a field may be by mistake; `undefined` takes it away. */
const values = [
  undefined,
  '',
  ' ',
  'a b',
  'UPPER',
  'x'.repeat(300),
  'a/b',
  '*',
  '-1Mi',
  '1e3',
  '10.0.0.0/33',
  -1,
  0,
  1.5,
  70_000,
  true,
  [],
  {},
];

/** Where the fields and items of an object are. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => {
        const here = [...path, Array.isArray(value) ? Number(key) : key];
        return [here, ...pathsOf(item, here)];
      })
    : [];
}

/** A manifest with one field at a time changed, but for what says which object it is. */
export function* changesOf(
  manifest: Manifest,
): Generator<{ change: string; changed: Manifest }> {
  for (const path of pathsOf(manifest)) {
    const name = path.join('.');
    if (!/^(apiVersion|kind|metadata|metadata\.namespace)$/.test(name)) {
      for (const value of values) {
        yield {
          change: `${name} = ${JSON.stringify(value)}`,
          changed: { ...manifest, ...withField(manifest, path, value) },
        };
      }
    }
  }
}

function withField(of: object, [key, ...rest]: Path, value: unknown): object {
  const entries: Array<[string, unknown]> = Object.entries(of);
  const changed = entries.flatMap(([name, item]): Array<[string, unknown]> => {
    if (name !== String(key)) {
      return [[name, item]];
    }
    if (rest.length > 0) {
      const inner = typeof item === 'object' && item !== null ? item : {};
      return [[name, withField(inner, rest, value)]];
    }
    return value === undefined ? [] : [[name, value]];
  });
  return Array.isArray(of)
    ? changed.map(([, item]) => item)
    : Object.fromEntries(changed);
}
