import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { SetUpError, whileSaying } from './say.mjs';
import { root } from './toolchain.mjs';

const stamp = join(root, 'node_modules/.installed-from');

/**
 * Installs the packages that yarn.lock names, unless that has been done.
 *
 * @param {{node: string, env: NodeJS.ProcessEnv}} toolchain
 */
export async function installPackages({ node, env }) {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  await whileSaying(
    'Installing packages, a minute or two the first time',
    async () => {
      const yarn = join(root, '.yarn/releases/yarn-4.13.0.cjs');
      const { code, output } = await run(
        node,
        [yarn, 'install', '--immutable'],
        { cwd: root, env, timeoutSeconds: 1800 },
      );
      if (code !== 0) {
        throw new SetUpError(
          `${lastLines(
            output,
          )}\n\nYarn could not install the packages (exit code ${code}). ${
            output.includes('YN0028')
              ? 'yarn.lock does not fit the package.json files: run `yarn install`, and commit yarn.lock with them.'
              : 'It takes them from the registry that `npm config get registry` names: see that this one answers and has them all.'
          }`,
        );
      }
      mkdirSync(join(root, 'node_modules'), { recursive: true });
      writeFileSync(stamp, wanted);
    },
  );
}

/** What Yarn said last, without its remarks on peer dependencies. */
function lastLines(output) {
  return output
    .split('\n')
    .filter(line => !/YN00(02|60|86)/.test(line))
    .join('\n')
    .trim()
    .split('\n')
    .slice(-30)
    .join('\n');
}

/** Changes whenever an install would do something. */
function fingerprint() {
  const hash = createHash('sha256');
  const manifests = ['packages', 'plugins']
    .flatMap(folder =>
      readdirSync(join(root, folder)).map(name =>
        join(folder, name, 'package.json'),
      ),
    )
    .concat(['e2e/package.json', 'bench/package.json'])
    .filter(path => existsSync(join(root, path)));
  for (const path of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...manifests.sort(),
  ]) {
    hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}
