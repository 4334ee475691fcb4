import type { Faults, Peer } from '../types';
import type { JsonRecord } from './json';

/** Someone with an account in the workspace. */
export interface SlackPerson {
  slackUserId: string;
  /** Handle, `erin`. */
  name: string;
  displayName: string;
  email: string;
  title?: string;
}

export interface SlackChannel {
  id: string;
  /** Without `#`. */
  name: string;
  isPrivate: boolean;
  /** Whether the app has been invited. */
  isMember: boolean;
  /** For a direct message, the person on the other side of it. */
  directWith?: string;
}

export interface SlackMessage {
  ts: string;
  channel: string;
  /** Slack user id of who wrote it; the bot's for messages of the app. */
  user: string;
  fromApp: boolean;
  text: string;
  blocks: JsonRecord[];
  metadata?: { event_type: string; event_payload: JsonRecord };
  threadTs?: string;
  /** A thread reply that is shown in the channel too. */
  broadcast: boolean;
  editedTs?: string;
}

/** A message that one person alone sees, and that is gone after a reload in the real Slack. */
export interface SlackEphemeral {
  ts: string;
  channel: string;
  user: string;
  from: 'app' | 'slackbot';
  text: string;
  blocks: JsonRecord[];
}

/** What a person has entered, by block id and action id: the text, or the value of the chosen option(s). */
export type ModalValues = Record<string, Record<string, string | string[]>>;

/** A modal as one person has it open. */
export interface OpenModal {
  viewId: string;
  userId: string;
  rootViewId: string;
  previousViewId?: string;
  hash: string;
  /** As the app gave it, with block ids and action ids filled in. */
  view: JsonRecord;
  values: ModalValues;
  /** What is wrong, by block id. */
  errors: Record<string, string>;
  /** What is wrong with the modal as a whole. */
  error?: string;
}

/** How a request to the app is made different from what Slack would send. */
export interface RequestOverrides {
  /** Seconds since 1970. */
  timestamp?: number;
  signature?: string;
  headers?: Record<string, string>;
  /** Sent, and signed, in place of the real body. */
  rawBody?: string;
}

/** What was sent to the app, enough to send it again. */
export interface SentRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What the app answered. */
export interface AppResponse {
  /** Absent when the app did not answer in time, or could not be reached. */
  status?: number;
  body: string;
  request: SentRequest;
  /** `operation_timeout` or `dispatch_failed`, as Slack shows it to the person. */
  failure?: string;
}

export interface SlackOptions {
  port?: number;
  people: SlackPerson[];
  signingSecret: string;
  botToken: string;
  /** Where slash commands go; may be set later. */
  commandUrl?: string;
  /** Where interactions go; may be set later. */
  interactionsUrl?: string;
  /** Defaults to `#cluster-access` and `#general`, with the app in the first. */
  channels?: Array<Pick<SlackChannel, 'name'> & Partial<SlackChannel>>;
  /** Whether Slack's rate limits are held; defaults to not. */
  rateLimits?: boolean;
  /** How long the app may take to answer, in milliseconds; defaults to Slack's 3000. */
  responseTimeoutMs?: number;
  clock?: () => Date;
}

/** The running Slack, with a face for tests. */
export interface SlackPeer extends Peer {
  /** Base URL of the Web API, as `slackApiUrl` wants it. */
  readonly apiUrl: string;
  readonly teamId: string;
  readonly appId: string;
  readonly faults: Faults;
  setUrls(urls: { commandUrl?: string; interactionsUrl?: string }): void;
  setRateLimits(enforced: boolean): void;

  /** Messages of a channel, given by id or name, in the order they were sent, thread replies among them. */
  messages(channel: string): SlackMessage[];
  ephemerals(userId: string): SlackEphemeral[];
  /** Names of the Web API methods that were called, in order. */
  readonly calls: string[];
  readonly openModals: OpenModal[];

  /** Types a slash command. */
  runCommand(
    userId: string,
    command: string,
    text?: string,
    options?: RequestOverrides & { channel?: string },
  ): Promise<AppResponse>;
  /**
   * Fills in a modal and submits it.
   *
   * @param values - by block id or action id: the text, or the value of the chosen option
   * @returns the app's answer; `undefined` when Slack itself found something missing and sent nothing
   */
  submitModal(
    viewId: string,
    values: Record<string, string | string[]>,
    options?: RequestOverrides & { skipClientChecks?: boolean },
  ): Promise<AppResponse | undefined>;
  /** Chooses an option, or presses a button, in a modal. */
  actInModal(
    viewId: string,
    idOfBlockOrAction: string,
    value: string,
    options?: RequestOverrides,
  ): Promise<AppResponse | undefined>;
  closeModal(viewId: string): Promise<AppResponse | undefined>;
  /** Presses a button of a message. */
  pressButton(
    userId: string,
    channel: string,
    ts: string,
    actionId: string,
  ): Promise<AppResponse>;
  /** Sends a request again, byte for byte. */
  resend(request: SentRequest): Promise<AppResponse>;

  /** Resolves with the first value that is not `undefined`; looks again whenever something changes. */
  waitFor<T>(look: () => T | undefined, timeoutMs?: number): Promise<T>;
}
