import { parseArgs } from 'node:util';

/** What the command line says. */
export interface Options<N extends string> {
  kubeconfig?: string;
  /** The only part to measure; absent: all. */
  part?: string;
  numbers: Record<N, number>;
}

/**
 * Reads options of the command line, each a number but `kubeconfig` and `part`.
 *
 * @param defaults - the numbers there are, with what they are when not given
 * @param parts - the parts there are
 */
export function readOptions<N extends string>(
  defaults: Record<N, number>,
  parts: string[] = [],
): Options<N> {
  const names = Object.keys(defaults);
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string' },
      ...(parts.length > 0 && { part: { type: 'string' as const } }),
      ...Object.fromEntries(
        names.map(name => [name, { type: 'string' as const }]),
      ),
    },
  });
  const given: Record<string, unknown> = values;
  const numbers = { ...defaults };
  for (const [name, standard] of Object.entries<number>(defaults)) {
    const value = given[name] === undefined ? standard : Number(given[name]);
    if (!Number.isInteger(value) || value < 1) {
      throw new Error(`--${name} must be a whole number from 1`);
    }
    Object.assign(numbers, { [name]: value });
  }
  const { kubeconfig, part } = given;
  if (part !== undefined && !parts.some(one => one === part)) {
    throw new Error(`--part is one of ${parts.join(', ')}`);
  }
  return {
    numbers,
    kubeconfig: typeof kubeconfig === 'string' ? kubeconfig : undefined,
    part: typeof part === 'string' ? part : undefined,
  };
}
