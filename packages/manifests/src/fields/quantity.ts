import * as z from 'zod';

const FACTORS: Record<string, number | undefined> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * An amount of a resource: `250m`, `1.5`, `512Mi`. Powers of ten (`1e3`) are left out: nobody reads them right.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export const quantity = z
  .string()
  .max(32, 'use at most 32 characters')
  .regex(
    /^[0-9]+(\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/,
    'write a number with a unit, such as 250m, 2 or 512Mi',
  );

/** The amount that a {@link quantity} stands for, to compare it with another. `NaN` for what is none. */
export function quantityValue(text: string): number {
  const [, digits = '', unit = ''] = /^([0-9.]+)([A-Za-z]*)$/.exec(text) ?? [];
  return Number(digits || NaN) * (FACTORS[unit] ?? NaN);
}
