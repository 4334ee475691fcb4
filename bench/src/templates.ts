import {
  describeMachine,
  type Measurement,
  publish,
  readable,
  readOptions,
} from './lib';
import { compareEdits } from './templates/editing';
import { compareEvaluators } from './templates/evaluator';
import { measureRendering } from './templates/rendering';

/** What templates cost: from a request to files, one evaluation beside iam-simulate, one edit beside `yaml`. */
async function main(): Promise<void> {
  const { numbers } = readOptions({ rounds: 5, teams: 200, lines: 10_000 });
  const machine = describeMachine();
  const rendering = await measureRendering(numbers.rounds, numbers.teams);
  const evaluators = await compareEvaluators(numbers.rounds);
  const edits = await compareEdits(numbers.rounds, numbers.lines);
  const { ours, oursCold, theirs, theirsUnchecked } = evaluators;
  const [edit, print] = edits.figures;

  await publish({
    name: 'templates',
    target: 'libraries',
    machine,
    parameters: numbers,
    figures: { rendering, evaluators, edits },
    table: {
      head: ['what', 'p50', 'p95', 'p99', 'beside'],
      rows: [
        ...rendering.map(figures => row(figures, '')),
        row(ours, besides(theirs, ours)),
        row(oursCold, besides(theirs, oursCold)),
        row(theirs, ''),
        row(theirsUnchecked, ''),
        row(
          edit,
          `${besides(print, edit)}, ${edits.changed.ours} of ${
            edits.lines
          } lines differ`,
        ),
        row(print, `${edits.changed.theirs} of ${edits.lines} lines differ`),
        ...edits.figures.slice(2).map(figures => row(figures, '')),
      ],
    },
  });
}

function row({ name, operationMs }: Measurement, beside: string): string[] {
  const { p50, p95, p99 } = operationMs;
  return [name, fine(p50), fine(p95), fine(p99), beside];
}

/** How many times one takes the other's time, by the median. */
function besides(slow: Measurement, fast: Measurement): string {
  return `${(slow.operationMs.p50 / fast.operationMs.p50).toFixed(1)} x`;
}

function fine(ms: number): string {
  return ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : readable(ms);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
