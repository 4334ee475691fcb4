import type { TypeRegistry } from '../registry';
import type { Store } from '../store';
import type { PolicyRule, ResourceAttributes, UserInfo } from '../types';
import type { AdmissionChain } from './admission';

/** Who may do what. */
export interface Authorizer {
  isAllowed(user: UserInfo, attributes: ResourceAttributes): boolean;
  isPathAllowed(user: UserInfo, verb: string, path: string): boolean;
  rulesFor(user: UserInfo, namespace?: string): PolicyRule[];
}

/** What every operation works on. Time and randomness come from outside. */
export interface Cluster {
  readonly store: Store;
  readonly types: TypeRegistry;
  readonly admission: AdmissionChain;
  readonly authorizer: Authorizer;
  now(): Date;
  uid(): string;
  /** Five letters for `generateName`. */
  suffix(): string;
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** How a write was asked for. */
export interface WriteOptions {
  user: UserInfo;
  dryRun: boolean;
  /** Who owns the written fields from now on. */
  manager: string;
  fieldValidation: FieldValidation;
  /** Said in a Warning header. */
  warn(message: string): void;
}

/** What the cluster's own controllers write with. */
export function internalWrite(username: string): WriteOptions {
  return {
    user: { username, groups: ['system:masters', 'system:authenticated'] },
    dryRun: false,
    manager: username.split(':').pop() ?? username,
    fieldValidation: 'Ignore',
    warn: () => {},
  };
}
