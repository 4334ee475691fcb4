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
    'kubectl is not on this machine: what builds kustomizations and renders Go templates with it is SKIPPED',
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
  return inFolder(files, root => kubectl('kustomize', join(root, folder)));
}

/**
 * What Go's text/template makes of a template, rendered with the data of an object that has nothing in it to speak of.
 *
 * @throws Error when it is no template, or asks for something
 */
export function renderGoTemplate(template: string): string {
  return inFolder([{ path: 'template', content: template }], root =>
    kubectl(
      'create',
      'configmap',
      'x',
      '--dry-run=client',
      '--output=go-template-file',
      `--template=${join(root, 'template')}`,
      '--allow-missing-template-keys=false',
    ),
  );
}

function inFolder<Result>(
  files: GeneratedFile[],
  use: (root: string) => Result,
): Result {
  const root = mkdtempSync(join(tmpdir(), 'kubectl-'));
  try {
    for (const { path, content } of files) {
      const target = join(root, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function kubectl(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('kubectl', args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0 || stderr !== '') {
    throw new Error(`kubectl ${args[0]}: ${stderr}`);
  }
  return stdout;
}
