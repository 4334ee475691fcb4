import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './toolchain.mjs';

/** Arguments with which Node runs a TypeScript file of this repository, as `backstage-cli package start` does. */
export function typescriptArguments(file) {
  const transform = createRequire(join(root, 'package.json')).resolve(
    '@backstage/cli-node/config/nodeTransform.cjs',
  );
  return ['--require', transform, join(root, file)];
}
