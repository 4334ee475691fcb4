import type { JsonObject } from '../json';
import type { FieldError } from '../schema';

/** What is particular to a built-in type. Drafts may be changed in place. */
export interface Strategy {
  /** Fills in what the API server does on a create. */
  prepareCreate?(draft: JsonObject): void;
  /** Fills in what the API server does on every write. */
  prepare?(draft: JsonObject): void;
  validate?(draft: JsonObject, live: JsonObject | undefined): FieldError[];
}
