import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Machine } from './machine';

/** What a benchmark has to say. */
export interface Report {
  /** Of the benchmark; also the name of its file. */
  name: string;
  /** What it was run against: `sandbox`, `Kubernetes v1.20.2`. */
  target: string;
  machine: Machine;
  /** Numbers it was run with. */
  parameters: Record<string, string | number>;
  /** All that was measured, for machines. */
  figures: unknown;
  /** The part that people look at. */
  table: Table;
}

export interface Table {
  head: string[];
  rows: Array<Array<string | number>>;
}

/** Writes `bench/results/<name>-<target>.json` and prints the table. */
export async function publish(report: Report): Promise<void> {
  const folder = resolve('bench/results');
  const { table, ...facts } = report;
  const file = `${report.name}-${report.target
    .split(' ')[0]
    .toLowerCase()}.json`;
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, file),
    `${JSON.stringify({ ...facts, measuredAt: new Date() }, undefined, 2)}\n`,
  );
  process.stdout.write(
    `\n${headline(report)}\n\n${markdownTable(
      table,
    )}\n\n(bench/results/${file})\n`,
  );
}

function headline({ name, target, machine, parameters }: Report): string {
  const numbers = Object.entries(parameters).map(
    ([key, value]) => `${key} ${value}`,
  );
  return [
    `**${name}** against ${target}; ${numbers.join(', ')}.`,
    `${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}, Node.js ${machine.node}, load before ${machine.loadBefore}.`,
  ].join('\n');
}

export function markdownTable({ head, rows }: Table): string {
  const line = (cells: Array<string | number>) =>
    `| ${cells.map(cell => String(cell).replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}

/** Milliseconds as people read them. */
export function readable(ms: number): string {
  if (ms >= 1000) {
    return `${(ms / 1000).toFixed(2)} s`;
  }
  return ms >= 10 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`;
}
