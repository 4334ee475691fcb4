import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/**
 * What a configured number must keep to.
 *
 * @public
 */
export interface Bounds {
  /** Inclusive. */
  min: number;
  /** Inclusive. */
  max?: number;
}

/**
 * Full path of a configured value, as a person finds it in the file: `a.b` or `a[0]`.
 *
 * @public
 */
export function pathOf(parent: string, key: string | number): string {
  return typeof key === 'number' ? `${parent}[${key}]` : `${parent}.${key}`;
}

/**
 * The error for a wrong value, with its path in front.
 *
 * @param error - what is wrong: an error, or words
 * @public
 */
export function wrong(path: string, error: unknown): InputError {
  const message = error instanceof Error ? error.message : String(error);
  return new InputError(`${path}: ${message}`);
}

/**
 * A duration in milliseconds: `{ hours: 4 }`, `4h` or `PT4H`.
 *
 * @param path - of `config`
 * @param bounds - milliseconds; none below 0 by default
 * @param said - the path as the error names it, where it is not `path` and `key`
 * @throws InputError that names the path
 * @public
 */
export function readMilliseconds(
  config: Config,
  key: string,
  path: string,
  bounds: Bounds = { min: 0 },
  said: string = pathOf(path, key),
): number {
  try {
    return within(
      durationToMilliseconds(readDurationFromConfig(config, { key })),
      bounds,
    );
  } catch (error) {
    throw wrong(said, error);
  }
}

/**
 * As {@link readMilliseconds}, for a duration that may be left out.
 *
 * @param fallback - milliseconds
 * @throws InputError that names the path
 * @public
 */
export function readOptionalMilliseconds(
  config: Config | undefined,
  key: string,
  path: string,
  fallback: number,
  bounds?: Bounds,
): number {
  return config?.has(key)
    ? readMilliseconds(config, key, path, bounds)
    : fallback;
}

/**
 * A whole number, at least 1 by default.
 *
 * @throws InputError that names the path
 * @public
 */
export function readCount(
  config: Config | undefined,
  key: string,
  path: string,
  fallback: number,
  bounds: Bounds = { min: 1 },
): number {
  try {
    const value = config?.getOptionalNumber(key) ?? fallback;
    if (!Number.isInteger(value)) {
      throw new Error('it must be a whole number');
    }
    return within(value, bounds);
  } catch (error) {
    throw wrong(pathOf(path, key), error);
  }
}

/**
 * A list of strings with at least one.
 *
 * @throws InputError that names the path
 * @public
 */
export function readStrings(
  config: Config,
  key: string,
  path: string,
): string[] {
  try {
    const values = config.getStringArray(key);
    if (values.length === 0) {
      throw new Error('it must name at least one');
    }
    return values;
  } catch (error) {
    throw wrong(pathOf(path, key), error);
  }
}

/**
 * A string that is there and not empty.
 *
 * @throws InputError that names the path
 * @public
 */
export function readString(config: Config, key: string, path: string): string {
  try {
    return config.getString(key);
  } catch (error) {
    throw wrong(pathOf(path, key), error);
  }
}

function within(value: number, { min, max }: Bounds): number {
  // YAML has `.nan` and `.inf` for numbers, and no comparison would keep them out.
  if (!Number.isFinite(value)) {
    throw new Error(`it must be a finite number, and is ${value}`);
  }
  if (value < min) {
    throw new Error(`it must be at least ${min}, and is ${value}`);
  }
  if (max !== undefined && value > max) {
    throw new Error(`it must be at most ${max}, and is ${value}`);
  }
  return value;
}
