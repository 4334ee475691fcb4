/**
 * Compares two resourceVersions of objects of the same type, by the rule of Kubernetes 1.35 (KEP-5504, "Comparable
 * Resource Version"; true of every release before it as well): decimal numbers without leading zeros, of any length.
 *
 * @returns negative when `a` is older, positive when newer, 0 when equal; `undefined` when it cannot be told, as with an
 * aggregated API server that counts in another way
 * @public
 */
export function compareResourceVersions(
  a: string | undefined,
  b: string | undefined,
): number | undefined {
  if (a === undefined || b === undefined || !isOrdered(a) || !isOrdered(b)) {
    return undefined;
  }
  if (a.length !== b.length) {
    return a.length - b.length;
  }
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function isOrdered(version: string): boolean {
  return /^[1-9]\d*$/.test(version);
}
