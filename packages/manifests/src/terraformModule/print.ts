import type { GeneratedFile } from '../files';
import { type Body, printHcl } from '../hcl';

/** Bodies of a module's files. */
export interface ModuleBodies {
  main: Body;
  versions: Body;
  variables: Body;
  outputs: Body;
}

/** Prints the four files a module has. */
export function printModule(
  directory: string,
  bodies: ModuleBodies,
): GeneratedFile[] {
  return Object.entries(bodies).map(([name, body]) => ({
    path: `${directory}/${name}.tf`,
    content: printHcl(body),
  }));
}
