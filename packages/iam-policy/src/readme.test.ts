import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import * as library from '.';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

/** Each example with the heading above it and the output under it. */
const examples = readme
  .split(/^## /m)
  .flatMap(section =>
    [...section.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)].map(
      ([, code, output]) => [section.split('\n')[0], code, output] as const,
    ),
  );

it('has examples', () => {
  expect(examples.length).toBeGreaterThan(5);
});

it.each(examples)('%s: the example prints what it says', (_, code, output) => {
  const lines: string[] = [];
  const script = code.replace(
    /import (\{[^}]*\}) from '@cluster-self-service\/iam-policy';/,
    'const $1 = library;',
  );
  runInNewContext(script, {
    library,
    console: {
      log: (...values: unknown[]) =>
        lines.push(
          values
            .map(value => (typeof value === 'string' ? value : inspect(value)))
            .join(' '),
        ),
    },
  });
  expect(`${lines.join('\n')}\n`).toBe(output);
});
