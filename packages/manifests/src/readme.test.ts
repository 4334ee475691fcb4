import * as iamPolicy from '@cluster-self-service/iam-policy';
import { readFileSync } from 'fs';
import { join } from 'path';
import { runInThisContext } from 'vm';
import * as manifests from '.';

const modules: Record<string, unknown> = {
  '@cluster-self-service/iam-policy': iamPolicy,
  '@cluster-self-service/manifests': manifests,
};

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

const examples = [
  ...readme.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g),
].map(([, code, output]) => ({ code, output }));

/** The examples hold no types, so that they are JavaScript but for their imports. */
function run(code: string): string {
  const lines: unknown[] = [];
  const body = code.replace(
    /import (\{[^}]*\}) from ('[^']*');/g,
    'const $1 = modules[$2];',
  );
  runInThisContext(`(modules, console) => {${body}}`)(modules, {
    log: (line: unknown) => lines.push(line),
  });
  return `${lines.join('\n')}\n`;
}

describe('the README', () => {
  it('has an output for each example', () => {
    expect(examples).toHaveLength(readme.split('```ts\n').length - 1);
  });

  it.each(examples)('prints what it says: $output', ({ code, output }) => {
    expect(run(code)).toBe(output);
  });
});
