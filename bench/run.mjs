/**
 * `yarn bench <name> [options]`: runs the benchmark `bench/src/<name>.ts`. Options are its own; most take
 *
 *   --kubeconfig <file>   against this API server instead of the sandbox's
 *   --rounds <n>          how often everything is measured
 *
 * Figures go to `bench/results/<name>.json` and, as a table, to the terminal.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
/* eslint-disable @backstage/no-relative-monorepo-imports -- the scripts of the root are no package */
import { endChildrenOnExit, start } from '../scripts/lib/processes.mjs';
import { prepareToolchain, root } from '../scripts/lib/toolchain.mjs';
import { typescriptArguments } from '../scripts/lib/typescript.mjs';

const [name, ...options] = process.argv.slice(2);
const names = readdirSync(join(root, 'bench/src'), { withFileTypes: true })
  .filter(entry => entry.isFile() && /^[a-z-]+\.ts$/.test(entry.name))
  .map(entry => entry.name.replace(/\.ts$/, ''));

if (!names.includes(name)) {
  console.error(`Which benchmark? yarn bench ${names.join(' | ')}`);
  process.exit(1);
}
endChildrenOnExit();
const { node, env } = await prepareToolchain();
start(node, [...typescriptArguments(`bench/src/${name}.ts`), ...options], {
  cwd: root,
  env: { ...env, NODE_ENV: 'production' },
  stdio: 'inherit',
}).on('exit', code => process.exit(code ?? 1));
