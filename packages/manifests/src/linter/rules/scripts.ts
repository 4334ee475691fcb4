import { remarkOnShell } from '../shell';
import type { ManifestRule } from './rule';

/** The scripts of containers, read where they stand: offsets stay those of the file. */
export const containerScripts: ManifestRule = manifest =>
  manifest.containers.flatMap(container =>
    ['command', 'args']
      .filter(field => manifest.keys(container).includes(field))
      .flatMap(field => {
        const path = [...container, field];
        const { start, end } = manifest.range(path);
        return remarkOnShell(manifest.text.slice(start, end)).map(remark => ({
          ...remark,
          path,
          range: {
            start: remark.range.start + start,
            end: remark.range.end + start,
          },
          correction: {
            start: remark.correction.start + start,
            end: remark.correction.end + start,
            text: indented(
              remark.correction.text,
              columnOf(manifest.text, remark.correction.start + start),
            ),
          },
        }));
      }),
  );

/** Spaces before the first word of the line. */
function columnOf(text: string, offset: number): number {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1);
  return line.length - line.trimStart().length;
}

function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line, index) => (index && line ? ' '.repeat(spaces) + line : line))
    .join('\n');
}
