import type { Arguments } from '../arguments';
import type { JsonRecord } from '../json';
import type { Modals } from '../modals';
import type { Workspace } from '../workspace';

/** What a Web API method works on. */
export interface MethodContext {
  workspace: Workspace;
  modals: Modals;
  baseUrl: string;
}

/** Answers with what stands beside `ok: true`; throws a SlackApiError for `ok: false`. */
export type Method = (args: Arguments, context: MethodContext) => JsonRecord;
