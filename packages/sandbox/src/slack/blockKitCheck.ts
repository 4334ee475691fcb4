import { isRecord } from '../records';
import { textOf } from './json';

/** Collects what is wrong, with Slack's wording and JSON pointers. */
export class Check {
  readonly problems: string[] = [];

  fail(message: string, pointer: string): void {
    this.problems.push(`[ERROR] ${message} [json-pointer:${pointer}]`);
  }

  items(list: unknown[], pointer: string, maximum: number, minimum = 0): void {
    if (list.length > maximum) {
      this.fail(`no more than ${maximum} items allowed`, pointer);
    }
    if (list.length < minimum) {
      this.fail(`must provide at least ${minimum} item`, pointer);
    }
  }

  text(value: unknown, pointer: string, maximum: number): void {
    const text = textOf(value);
    if (text === undefined) {
      this.fail('must be a string', pointer);
    } else if (text.length === 0) {
      this.fail('must be more than 0 characters', pointer);
    } else if (text.length > maximum) {
      this.fail(`must be less than ${maximum + 1} characters`, pointer);
    }
  }

  /** Slack takes an empty string here, and nothing at all. */
  optionalText(value: unknown, pointer: string, maximum: number): void {
    if (value !== undefined && value !== '') {
      this.text(value, pointer, maximum);
    }
  }

  textObject(
    value: unknown,
    pointer: string,
    { maximum, plain }: { maximum: number; plain?: boolean },
  ): void {
    if (!isRecord(value)) {
      this.fail('missing required field', pointer);
      return;
    }
    const types = plain ? ['plain_text'] : ['plain_text', 'mrkdwn'];
    if (!types.includes(String(value.type))) {
      this.fail(
        `must be one of the following types: ${types.join(', ')}`,
        `${pointer}/type`,
      );
    }
    if (value.type === 'mrkdwn' && value.emoji !== undefined) {
      this.fail('additional property "emoji" not allowed', pointer);
    }
    if (value.type === 'plain_text' && value.verbatim !== undefined) {
      this.fail('additional property "verbatim" not allowed', pointer);
    }
    this.text(value.text, `${pointer}/text`, maximum);
  }

  optionalTextObject(
    value: unknown,
    pointer: string,
    limits: { maximum: number; plain?: boolean },
  ): void {
    if (value !== undefined) {
      this.textObject(value, pointer, limits);
    }
  }
}
