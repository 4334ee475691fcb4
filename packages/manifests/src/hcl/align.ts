/** `name = value` before its place is known. */
export interface AssignedLine {
  name: string;
  value: string;
  /** Spans lines without breaking the alignment: a heredoc. */
  keepsAlignment?: boolean;
}

/**
 * Puts `=` of neighbours one below the other, as `terraform fmt` does: a value that goes over several lines stands for itself
 * and ends the run before it.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go
 */
export function align(lines: readonly AssignedLine[], indent: number): string {
  return runs(lines)
    .flatMap(run => {
      const width = Math.max(...run.map(({ name }) => name.length));
      return run.map(
        ({ name, value }) =>
          `${' '.repeat(indent)}${name.padEnd(width)} = ${value}\n`,
      );
    })
    .join('');
}

function runs(lines: readonly AssignedLine[]): AssignedLine[][] {
  const result: AssignedLine[][] = [];
  let run: AssignedLine[] | undefined;
  for (const line of lines) {
    if (line.value.includes('\n') && !line.keepsAlignment) {
      result.push([line]);
      run = undefined;
    } else if (run) {
      run.push(line);
    } else {
      run = [line];
      result.push(run);
    }
  }
  return result;
}
