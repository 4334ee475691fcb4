import { measureRest } from './access/atRest';
import { type ExpiryRound, measureExpiry } from './access/expiry';
import { Installation } from './access/Installation';
import { measureNotices } from './access/notices';
import {
  describeMachine,
  median,
  publish,
  readable,
  readOptions,
  summarize,
  type Table,
} from './lib';

/**
 * Cluster access with the portal's real backend: how long many sessions that end in the same moment keep their bindings
 * (next to deleting such bindings with nothing in the way), how soon Slack is told, and what the backend needs at rest.
 */

const parts = ['expiry', 'notices', 'rest'];

async function main(): Promise<void> {
  const { kubeconfig, part, numbers } = readOptions(
    {
      sessions: 1000,
      concurrency: 64,
      rounds: 3,
      lead: 60,
      notices: 50,
      ended: 5000,
      seconds: 60,
    },
    parts,
  );
  const machine = describeMachine();
  const installation = await Installation.create({
    kubeconfig,
    concurrency: numbers.concurrency,
  });
  const publishPart = (name: string, figures: unknown, table: Table) =>
    publish({
      name: `access-${name}`,
      target: installation.target,
      machine,
      parameters: numbers,
      figures,
      table,
    });
  const wants = (name: string) => part === undefined || part === name;
  try {
    if (wants('expiry')) {
      const rounds = await measureExpiry(installation, numbers);
      await publishPart('expiry', rounds, expiryTable(rounds));
    }
    if (wants('notices')) {
      const { started, ended } = await measureNotices(installation, numbers);
      await publishPart(
        'notices',
        { started, ended },
        {
          head: ['', 'p50', 'p99', 'max'],
          rows: [
            ['binding seen to message in Slack', ...percentiles(started)],
            ['binding gone to reply in the thread', ...percentiles(ended)],
          ],
        },
      );
    }
    if (wants('rest')) {
      const rest = await measureRest(installation, numbers);
      await publishPart('rest', rest, {
        head: ['resident memory', 'processor'],
        rows: [
          [
            `${Math.round(rest.memoryMiB)} MiB`,
            `${rest.cpuPercent.toFixed(1)} % of one core`,
          ],
        ],
      });
    }
  } finally {
    await installation.destroy();
  }
}

function percentiles(values: number[]): string[] {
  const { p50, p99, max } = summarize(values);
  return [readable(p50), readable(p99), readable(max)];
}

function expiryTable(rounds: ExpiryRound[]): Table {
  const p99 = (values: number[]) => summarize(values).p99;
  const ratios = rounds.map(({ gone, floor }) => p99(gone) / p99(floor));
  return {
    head: [
      '',
      'round',
      'p50',
      'p99',
      'max',
      'processor',
      'p99 beside the floor',
    ],
    rows: [
      ...rounds.flatMap(({ gone, noted, floor, cpu }, index) => [
        row('end to binding gone', index, gone, cpu.backend, ratios[index]),
        row('end to noted in the database', index, noted),
        row('floor', index, floor, cpu.floor),
      ]),
      ['median of the rounds', '', '', '', '', '', times(median(ratios))],
    ],
  };
}

function row(
  name: string,
  round: number,
  values: number[],
  cpuMs?: number,
  ratio?: number,
): Array<string | number> {
  return [
    name,
    round + 1,
    ...percentiles(values),
    cpuMs === undefined ? '' : readable(cpuMs),
    ratio === undefined ? '' : times(ratio),
  ];
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} x`;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
