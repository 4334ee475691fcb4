import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyToJson, readPolicy } from '../../document';
import type { ServiceContribution } from '../types';

const folder = join(__dirname, '..', '__golden__');

/** The text of `roles/__golden__/<name>.json`. `UPDATE_GOLDEN=1` writes what was printed to it first. */
export function golden(name: string, printed: string): string {
  const file = join(folder, `${name}.json`);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, printed);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What a service adds to a pair, with its statements as one policy. */
export function printContribution({
  statements,
  ...others
}: ServiceContribution): string {
  const policy = { Version: '2012-10-17', Statement: statements };
  return print({ policy, ...others });
}

/** JSON in which every policy stands as `printPolicy` prints it. */
export function print(value: object): string {
  return `${JSON.stringify(value, printPolicies, 2)}\n`;
}

function printPolicies(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'Statement' in value
    ? policyToJson(readPolicy(value))
    : value;
}
