import { isError, toError, type ErrorLike } from '@backstage/errors';
import type {
  GrantProvider,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  refuse,
  troubled,
  type ClusterAction,
  type TargetView,
  type Transition,
} from '../domain';
import { Semaphore } from './Semaphore';

/** How an action went. */
export interface ActionOutcome {
  /** The binding as the API server answered. */
  answer?: ObservedGrant;
  /** What is to be written about it. */
  transitions?: Transition[];
  /** It failed and is to be repeated, with a growing pause. */
  retry?: ErrorLike;
  /** It is to be repeated after this pause. */
  retryAfterMs?: number;
}

const refusals = ['NotAllowedError', 'InputError', 'NotFoundError'];

/** Does in the cluster what was decided, as long as this replica leads, and says what came of it. */
export class ClusterHands {
  private readonly slots: Semaphore;
  private readonly prepared = new Set<string>();

  constructor(
    private readonly provider: GrantProvider,
    concurrency: number,
    private readonly leadership: AbortSignal,
  ) {
    this.slots = new Semaphore(concurrency);
  }

  /** Whether the deletion of this binding has been prepared. */
  isPrepared(uid: string): boolean {
    return this.prepared.has(uid);
  }

  async revoke(grant: ObservedGrant): Promise<void> {
    await this.slots.run(() => {
      this.leadership.throwIfAborted();
      return this.provider.revoke(grant, { signal: this.leadership });
    });
  }

  async act(action: ClusterAction, view: TargetView): Promise<ActionOutcome> {
    try {
      return await this.slots.run(() => {
        this.leadership.throwIfAborted();
        return this.perform(action, view);
      });
    } catch (error) {
      this.leadership.throwIfAborted();
      return this.explain(action, view, toError(error));
    }
  }

  private async perform(
    action: ClusterAction,
    { target }: TargetView,
  ): Promise<ActionOutcome> {
    const options = { signal: this.leadership };
    switch (action.type) {
      case 'grant': {
        const answer = await this.provider.grant(target, action.holds, options);
        this.prepared.delete(answer.uid);
        return { answer };
      }
      case 'revoke':
        await this.provider.revoke(action.grant, options);
        this.prepared.delete(action.grant.uid);
        return {};
      default:
        // Once is enough: it saves a request at the end, and nothing depends on it.
        this.prepared.add(action.grant.uid);
        await this.provider.prepareRevocation?.(action.grant, options);
        return {};
    }
  }

  private explain(
    action: ClusterAction,
    view: TargetView,
    error: ErrorLike,
  ): ActionOutcome {
    if (action.type === 'prepare') {
      return { retryAfterMs: 0 };
    }
    const pause = pauseOf(error);
    if (pause !== undefined) {
      return { retryAfterMs: pause };
    }
    if (action.type === 'grant' && refusals.includes(error.name)) {
      const transitions = refuse(view, error.message);
      return transitions.length > 0
        ? { transitions, retryAfterMs: 0 }
        : { retry: error };
    }
    return { transitions: troubled(view, error.message), retry: error };
  }
}

/** No longer pause is taken, whatever the outside asks for: a slip there must not silence us for good. */
const longestPauseMs = 60 * 60_000;

/** How long the outside asks to wait, in milliseconds. */
export function pauseOf(error: unknown): number | undefined {
  return isError(error) &&
    error.name === 'RetryLaterError' &&
    typeof error.retryAfterSeconds === 'number'
    ? Math.min(error.retryAfterSeconds * 1000, longestPauseMs)
    : undefined;
}
