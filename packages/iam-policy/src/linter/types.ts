/** `error`: does not work, or opens what must stay closed. `warning`: wider than needed, or breaks later. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** Where in a text. Offsets count UTF-16 units from 0, `end` is behind the last; line and column count from 1. */
export interface Place {
  start: number;
  end: number;
  line: number;
  column: number;
  /** Path of the element in the parsed text: `['Statement', 0, 'Resource', 1]`. Empty for the whole. */
  path: Array<string | number>;
}

/** What is wrong, where, why, and how it reads when it is right. */
export interface Finding {
  /** Stable name of the rule, kebab-case: `missing-external-id`. */
  rule: string;
  severity: Severity;
  place: Place;
  /** One or two sentences: what is wrong, and why. */
  message: string;
  /**
   * Text to stand in place of `start`..`end` (offsets as in {@link Place}). What nobody but the author can know is left as
   * `<what-it-is>`.
   */
  correction: { start: number; end: number; text: string };
  /** Address of the documentation the rule rests on. */
  source: string;
}
