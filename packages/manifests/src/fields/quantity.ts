import * as z from 'zod';

/** Powers of ten. */
const DECIMAL: Record<string, number | undefined> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Powers of two. */
const BINARY: Record<string, number | undefined> = {
  Ki: 10,
  Mi: 20,
  Gi: 30,
  Ti: 40,
  Pi: 50,
  Ei: 60,
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

/**
 * The amount that a quantity stands for, to compare it with another: in every form that the API server takes. `NaN` for what is none.
 */
export function quantityValue(text: string): number {
  const [, digits = '', exponent, unit = ''] =
    /^([+-]?[0-9.]+)(?:[eE]([+-]?[0-9]+)|([A-Za-z]*))$/.exec(text) ?? [];
  const binary = BINARY[unit];
  return binary === undefined
    ? Number(`${digits}e${exponent ?? DECIMAL[unit]}`)
    : Number(digits) * 2 ** binary;
}
