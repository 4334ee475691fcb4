import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import type { GeneratedFile } from '../files';

/**
 * Compares what a generator made with the files kept in `directory`: the same files, byte for byte, and no others. With
 * `UPDATE_GOLDEN=1` in the environment the kept files are written instead.
 *
 * @param directory - absolute, one of its own for each case: `join(__dirname, '__golden__', 'namespace')`
 */
export function expectGolden(directory: string, files: GeneratedFile[]): void {
  if (process.env.UPDATE_GOLDEN === '1') {
    for (const { path, content } of files) {
      const target = join(directory, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
  expect(
    Object.fromEntries(files.map(file => [file.path, file.content])),
  ).toEqual(readAll(directory));
}

function readAll(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [
        relative(directory, path).replaceAll('\\', '/'),
        readFileSync(path, 'utf8'),
      ]),
  );
}
