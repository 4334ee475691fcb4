import { setYamlValue } from '@cluster-self-service/manifests';
import { parseDocument } from 'yaml';
import { type Contender, measure, type Measurement } from '../lib';

/** A file of many entries with comments, quotes and flow lists, as registries grow to be. */
export function largeRegistry(lines: number): string {
  const entry = (number: number) => `  - name: service-${number} # team ${
    number % 40
  }
    # Asked for by the owners
    image: "registry.example.com/service-${number}:1.${number}.0"
    ports: [8080, 9090]
    replicas: 3
    mode: 0644
    labels: {team: 'team-${number % 40}', tier: backend}
    env:
      - {name: LEVEL, value: "info"}

`;
  const entries = Math.ceil(lines / 10);
  return `# Services of the platform\nservices:\n${Array.from(
    { length: entries },
    (_, number) => entry(number),
  ).join('')}`;
}

export interface EditComparison {
  figures: Measurement[];
  lines: number;
  /** Lines that differ after changing one value. */
  changed: { ours: number; theirs: number };
}

/** One value changed in a large file: by splicing, beside `yaml` parsing and printing all of it. */
export async function compareEdits(
  rounds: number,
  lines: number,
): Promise<EditComparison> {
  const text = largeRegistry(lines);
  const middle = Math.floor(lines / 20);
  const path = ['services', middle, 'replicas'];
  const ours = () => setYamlValue(text, path, 5).text;
  const theirs = () => {
    const document = parseDocument(text);
    document.setIn(path, 5);
    return document.toString();
  };
  const figures = await measure(
    [
      contender('this edit', ours),
      contender('`yaml` parse and print', theirs),
      contender('`yaml` parse only', () => parseDocument(text)),
    ],
    rounds,
  );
  return {
    figures,
    lines: text.split('\n').length,
    changed: {
      ours: changedLines(text, ours()),
      theirs: changedLines(text, theirs()),
    },
  };
}

function contender(name: string, edit: () => unknown): Contender {
  return {
    name,
    run: async () =>
      Array.from({ length: 5 }, () => {
        const start = performance.now();
        edit();
        return performance.now() - start;
      }),
  };
}

/** Lines of the one that are not in the other at the same place; both have the same number of lines. */
function changedLines(before: string, after: string): number {
  const lines = after.split('\n');
  return before.split('\n').filter((line, index) => line !== lines[index])
    .length;
}
