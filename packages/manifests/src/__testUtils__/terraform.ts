import { spawnSync } from 'child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import type { GeneratedFile } from '../files';

const isHere = spawnSync('terraform', ['version']).status === 0;
if (!isHere) {
  // eslint-disable-next-line no-console
  console.warn(
    'terraform is not on this machine: what checks HCL with it is SKIPPED',
  );
}

/** `describe` where `terraform` is on the machine, else skipped, with a warning. */
export const describeWithTerraform: jest.Describe = isHere
  ? describe
  : describe.skip;

/** What `terraform fmt` would change in these files, all in one run; empty when nothing. */
export function formattingDiff(files: GeneratedFile[]): string {
  return inFolder(files, folder =>
    terraform(folder, 'fmt', '-check', '-diff', '-recursive'),
  );
}

/** What `terraform validate` says; for modules that need no provider. Empty when they are valid. */
export function validationErrors(files: GeneratedFile[]): string {
  return inFolder(files, folder =>
    terraform(folder, 'validate', '-no-color'),
  ).replace(/^Success! .*\s*$/, '');
}

/** What Terraform reads in the `output` blocks of these files. */
export function readOutputs(files: GeneratedFile[]): Record<string, unknown> {
  return inFolder(files, folder => {
    const said = terraform(
      folder,
      'apply',
      '-auto-approve',
      '-input=false',
      '-no-color',
    );
    try {
      const state: { outputs: Record<string, { value: unknown }> } = JSON.parse(
        readFileSync(join(folder, 'terraform.tfstate'), 'utf8'),
      );
      return Object.fromEntries(
        Object.entries(state.outputs).map(([name, { value }]) => [name, value]),
      );
    } catch (error) {
      throw new Error(`terraform did not write a state:\n${said}`, {
        cause: error,
      });
    }
  });
}

function inFolder<Result>(
  files: GeneratedFile[],
  use: (folder: string) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'hcl-'));
  try {
    for (const { path, content } of files) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Standard output and error of one run, in the folder and with no configuration of the person who runs the tests. */
function terraform(folder: string, ...args: string[]): string {
  const { stdout, stderr, error } = spawnSync('terraform', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (error) {
    throw error;
  }
  return stdout + stderr;
}
