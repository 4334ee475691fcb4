import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** Full path of a value, as a person finds it in the file. */
export function pathOf(parent: string, key: string | number): string {
  return typeof key === 'number' ? `${parent}[${key}]` : `${parent}.${key}`;
}

export interface Bounds {
  /** Inclusive. */
  min: number;
  max?: number;
}

/**
 * A duration in milliseconds: `{ hours: 4 }`, `4h` or `PT4H`.
 *
 * @param said - the path as the error names it, where it is not `path` and `key`
 * @throws InputError that names the path
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

/** A whole number. */
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

/** A list of strings with at least one. */
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

export function readString(config: Config, key: string, path: string): string {
  try {
    return config.getString(key);
  } catch (error) {
    throw wrong(pathOf(path, key), error);
  }
}

export function wrong(path: string, error: unknown): InputError {
  const message = error instanceof Error ? error.message : String(error);
  return new InputError(`${path}: ${message}`);
}

function within(value: number, { min, max }: Bounds): number {
  if (value < min) {
    throw new Error(`it must be at least ${min}, and is ${value}`);
  }
  if (max !== undefined && value > max) {
    throw new Error(`it must be at most ${max}, and is ${value}`);
  }
  return value;
}
