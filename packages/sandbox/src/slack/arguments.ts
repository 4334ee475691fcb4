import { isRecord } from '../records';
import { SlackApiError } from './errors';
import { parseJson, recordsOf, textOf } from './json';
import type { JsonRecord } from './json';

/**
 * The arguments of one Web API call. A form carries everything as text, nested values as JSON; a JSON body carries them
 * as they are. Both read the same here.
 */
export class Arguments {
  constructor(private readonly values: JsonRecord) {}

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'number' ? String(value) : textOf(value);
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (!value) {
      throw new SlackApiError('invalid_arguments', [
        `[ERROR] missing required field: ${name}`,
      ]);
    }
    return value;
  }

  flag(name: string): boolean {
    const value = this.values[name];
    return value === true || value === 'true' || value === '1';
  }

  /** A positive whole number, held within a maximum. */
  count(name: string, fallback: number, maximum: number): number {
    const value = Number(this.values[name] ?? fallback);
    return Number.isInteger(value) && value > 0
      ? Math.min(value, maximum)
      : fallback;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== '';
  }

  /** @throws SlackApiError with `code` when it is there, but no object */
  record(name: string, code: string): JsonRecord | undefined {
    if (!this.has(name)) {
      return undefined;
    }
    const value = this.parsed(name);
    if (!isRecord(value)) {
      throw new SlackApiError(code);
    }
    return value;
  }

  /** @throws SlackApiError `invalid_blocks_format` when it is there, but no list of objects */
  blocks(): JsonRecord[] | undefined {
    if (!this.has('blocks')) {
      return undefined;
    }
    const value = this.parsed('blocks');
    const blocks = recordsOf(value);
    if (!Array.isArray(value) || blocks.length !== value.length) {
      throw new SlackApiError('invalid_blocks_format');
    }
    return blocks;
  }

  private parsed(name: string): unknown {
    const value = this.values[name];
    return typeof value === 'string' ? parseJson(value) : value;
  }
}
