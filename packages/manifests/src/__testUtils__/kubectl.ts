import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import type { GeneratedFile } from '../files';

const isHere =
  spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status ===
  0;
if (!isHere) {
  // eslint-disable-next-line no-console
  console.warn(
    'kubectl is not on this machine: what builds kustomizations with it is SKIPPED',
  );
}

/** `describe` where `kubectl` is on the machine, else skipped, with a warning. */
export const describeWithKubectl: jest.Describe = isHere
  ? describe
  : describe.skip;

/**
 * What `kubectl kustomize` prints of a folder of these files.
 *
 * @throws Error with what it says when it cannot build it, or when it warns
 */
export function kubectlKustomize(
  folder: string,
  files: GeneratedFile[],
): string {
  const root = mkdtempSync(join(tmpdir(), 'kustomization-'));
  try {
    for (const { path, content } of files) {
      const target = join(root, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    const { status, stdout, stderr } = spawnSync(
      'kubectl',
      ['kustomize', join(root, folder)],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (status !== 0 || stderr !== '') {
      throw new Error(`kubectl kustomize: ${stderr}`);
    }
    return stdout;
  } finally {
    rmSync(root, { recursive: true });
  }
}
