import { parseArgs } from 'node:util';

/**
 * Reads options of the command line, each a number but `kubeconfig`.
 *
 * @param defaults - the numbers there are, with what they are when not given
 */
export function readOptions<N extends string>(
  defaults: Record<N, number>,
): { kubeconfig?: string; numbers: Record<N, number> } {
  const names = Object.keys(defaults);
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string' },
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
  const { kubeconfig } = values;
  return {
    numbers,
    kubeconfig: typeof kubeconfig === 'string' ? kubeconfig : undefined,
  };
}
