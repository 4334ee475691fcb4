import type { ObservedGrant } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { hasEnded } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import fc from 'fast-check';
import { start, target } from '../__testUtils__/examples';
import { adoptHold, takeRequest } from './adopt';
import { decide } from './decide';
import { endSession } from './end';
import { isLive } from './observation';
import { targetKey, type SessionRecord } from './record';
import { applyTransition, timelineOf, type Transition } from './transition';

const settings = {
  prepareAhead: 2000,
  cacheLag: 5000,
  heldBackAfter: 3000,
  archiveSettle: 0,
};

type CrashPoint = 'none' | 'before write' | 'after write' | 'after act';

/** One target in a simulated cluster, behind a watch that lags, with a database and a process that may die at any point. */
class World {
  now = start;
  readonly sessions = new Map<string, SessionRecord>();
  readonly timelines = new Map<string, string[]>();
  readonly notices: string[] = [];
  held = false;
  standing = false;
  private binding: ObservedGrant | undefined;
  private history: Array<{ at: number; binding: ObservedGrant | undefined }> =
    [];
  private count = 0;
  private removedAt = -Infinity;
  private lastSeenUid: string | undefined;
  private prepared = new Set<string>();

  constructor(private readonly lag: number) {}

  get bindingExists() {
    return this.binding !== undefined;
  }

  request(seconds: number) {
    const id = `s${++this.count}`;
    const { session, events } = takeRequest(
      {
        id,
        holder: 'user:default/erin',
        holderName: 'Erin',
        subject: target.subject,
        cluster: target.cluster,
        clusterName: 'one',
        role: target.role,
        reason: 'because',
        durationSeconds: seconds,
        origin: 'portal',
        requestedAt: this.now,
      },
      'engineers',
    );
    this.sessions.set(id, session);
    this.timelines.set(
      id,
      events.map(event => event.type),
    );
  }

  end(index: number, actor: string) {
    const open = [...this.sessions.values()].filter(s => !hasEnded(s.phase));
    const session = open[index % Math.max(1, open.length)];
    const transition = session && endSession(session, actor, this.now);
    if (transition) {
      this.apply([transition]);
    }
  }

  deleteFromOutside() {
    if (this.binding) {
      this.change({
        ...this.binding,
        state: 'deleting',
        heldBackBy: this.holders(),
      });
    }
  }

  removeFromOutside() {
    this.removedAt = this.now;
    this.change(undefined);
  }

  stripMarks() {
    if (this.binding) {
      this.change({ ...this.binding, holds: [], expiresAt: undefined });
    }
  }

  setHeld(held: boolean) {
    this.held = held;
    if (!held && this.binding?.state === 'deleting') {
      this.change({ ...this.binding, heldBackBy: [] });
    }
  }

  forget() {
    this.sessions.clear();
    this.timelines.clear();
    this.notices.length = 0;
    this.crash();
  }

  crash() {
    this.lastSeenUid = undefined;
    this.prepared.clear();
  }

  step(crashAt: CrashPoint = 'none') {
    let answer: ObservedGrant | undefined;
    for (let round = 0; round < 10; round++) {
      const outcome = this.round(answer, crashAt);
      if (outcome === 'crash') {
        this.crash();
        return;
      }
      if (outcome === 'done') {
        return;
      }
      answer = outcome.answer ?? answer;
    }
    throw new Error('The reconciler runs in circles');
  }

  /** What the watch shows. */
  private cached(): ObservedGrant | undefined {
    const shown = this.history.filter(({ at }) => at <= this.now - this.lag);
    const binding = shown[shown.length - 1]?.binding;
    this.lastSeenUid = binding?.uid ?? this.lastSeenUid;
    return binding;
  }

  private round(
    answer: ObservedGrant | undefined,
    crashAt: CrashPoint,
  ): 'done' | 'crash' | { answer?: ObservedGrant } {
    const observed = answer ?? this.cached();
    const onBinding = new Set(observed?.holds.map(hold => hold.sessionId));
    const decision = decide({
      target,
      sessions: [...this.sessions.values()].filter(
        session => !hasEnded(session.phase) || onBinding.has(session.id),
      ),
      observed,
      standing: this.standing ? [{ name: 'crtb-standing', uid: 'x' }] : [],
      lastSeenUid: this.lastSeenUid,
      prepared: observed !== undefined && this.prepared.has(observed.uid),
      now: this.now,
      settings,
    });
    if (crashAt === 'before write') {
      return 'crash';
    }
    if (observed) {
      for (const hold of decision.adopt) {
        const { session } = adoptHold(hold, observed, {
          clusterName: 'one',
          longest: 3_600_000,
          now: this.now,
        });
        this.sessions.set(session.id, session);
        this.timelines.set(session.id, ['adopted']);
      }
    }
    this.apply(decision.transitions);
    if (crashAt === 'after write') {
      return 'crash';
    }
    const { action } = decision;
    if (!action) {
      return decision.transitions.length + decision.adopt.length > 0
        ? {}
        : 'done';
    }
    const answered = this.act(action);
    if (crashAt === 'after act') {
      return 'crash';
    }
    return action.type === 'revoke' || answered === 'refused'
      ? 'done'
      : { answer: answered };
  }

  private act(
    action: NonNullable<ReturnType<typeof decide>['action']>,
  ): ObservedGrant | 'refused' | undefined {
    switch (action.type) {
      case 'prepare':
        this.prepared.add(action.grant.uid);
        return undefined;
      case 'revoke':
        if (this.binding?.uid === action.grant.uid) {
          this.change(
            this.held
              ? {
                  ...this.binding,
                  state: 'deleting',
                  heldBackBy: this.holders(),
                }
              : undefined,
          );
        }
        return undefined;
      default: {
        if (
          this.binding?.state === 'deleting' ||
          (this.standing && !this.binding)
        ) {
          return 'refused';
        }
        const ends = action.holds.map(hold => hold.expiresAt.getTime());
        const grant: ObservedGrant = {
          target,
          uid: this.binding?.uid ?? `uid-${++this.count}`,
          name: targetKey(target),
          createdAt: this.binding?.createdAt ?? new Date(this.now),
          holds: action.holds,
          expiresAt: new Date(Math.max(...ends)),
          state: 'present',
          heldBackBy: [],
        };
        this.change(grant);
        return grant;
      }
    }
  }

  private holders() {
    return this.held ? ['rancher'] : [];
  }

  private change(binding: ObservedGrant | undefined) {
    this.binding = binding;
    this.history.push({ at: this.now, binding });
  }

  private apply(transitions: Transition[]) {
    for (const transition of transitions) {
      const { session } = transition;
      const after = applyTransition(transition);
      this.sessions.set(session.id, after);
      this.timelines
        .get(session.id)
        ?.push(...timelineOf(transition).map(e => e.type));
      this.notices.push(
        ...transition.notices.map(kind => `${session.id}/${kind}`),
      );
      if (after.phase === 'revoked') {
        this.expectNoAccess(after);
      }
    }
  }

  /**
   * Whoever is told that access was revoked can rely on it, unless another session of the same person keeps it. (A grant
   * that mends what was removed from outside, unseen yet, makes a new binding: it is found and deleted within the lag.)
   */
  private expectNoAccess({ id, activeAt }: SessionRecord) {
    const shared = [...this.sessions.values()].some(other =>
      isLive(other, this.now),
    );
    const carried = this.binding?.holds.some(hold => hold.sessionId === id);
    const remade = this.now - this.removedAt < 2 * settings.cacheLag;
    if (carried && !shared && !remade) {
      throw new Error(
        `${id} was called revoked while it was in place (active since ${activeAt})`,
      );
    }
  }
}

type Command = (world: World) => void;

const common: Array<fc.Arbitrary<Command>> = [
  fc
    .integer({ min: 1, max: 20 })
    .map(seconds => world => world.request(seconds)),
  fc.integer({ min: 1, max: 8000 }).map(ms => world => {
    world.now += ms;
  }),
  fc
    .tuple(fc.nat(5), fc.constantFrom('user:default/erin', 'user:default/sam'))
    .map(
      ([index, actor]) =>
        world =>
          world.end(index, actor),
    ),
  fc.constant(world => world.deleteFromOutside()),
  fc.constant(world => world.removeFromOutside()),
  fc.boolean().map(held => world => world.setHeld(held)),
  ...Array.from({ length: 4 }, () =>
    fc
      .constantFrom<CrashPoint>(
        'none',
        'none',
        'before write',
        'after write',
        'after act',
      )
      .map<Command>(crashAt => world => world.step(crashAt)),
  ),
];

const standing: fc.Arbitrary<Command> = fc.boolean().map(exists => world => {
  world.standing = exists;
});

/** Throws with the shortest run that breaks it. */
function holds(commands: Array<fc.Arbitrary<Command>>): boolean {
  fc.assert(
    fc.property(
      fc.constantFrom(0, 10, 4000),
      fc.array(fc.oneof(...commands), { maxLength: 40 }),
      (lag, run) => {
        const world = new World(lag);
        run.forEach(command => command(world));
        const lengths = new Map(
          [...world.timelines].map(([id, rows]) => [id, rows.slice()]),
        );

        // The outside comes to rest; the reconciler goes on.
        world.setHeld(false);
        world.standing = false;
        for (let second = 0; second < 60; second++) {
          world.step();
          world.now += 1000;
        }

        expect(world.bindingExists).toBe(false);
        for (const session of world.sessions.values()) {
          expect(hasEnded(session.phase)).toBe(true);
          const rows = world.timelines.get(session.id) ?? [];
          expect(rows).toHaveLength(session.events);
          expect(rows.slice(0, lengths.get(session.id)?.length ?? 0)).toEqual(
            lengths.get(session.id) ?? [],
          );
          // Who heard of the start hears of the end.
          const told = world.notices.filter(notice =>
            notice.startsWith(`${session.id}/`),
          );
          expect(told).toEqual(
            session.phase === 'revoked'
              ? told.filter((n, i) => told.indexOf(n) === i)
              : [],
          );
          expect(told.includes(`${session.id}/ended`)).toBe(
            session.phase === 'revoked',
          );
        }
      },
    ),
    { numRuns: 1000 },
  );
  return true;
}

it('ends every session and leaves no binding, whatever happens and wherever the process dies', () => {
  expect(holds([...common, standing])).toBe(true);
});

it('does so even when marks are removed from the binding', () => {
  expect(holds([...common, fc.constant(world => world.stripMarks())])).toBe(
    true,
  );
});

it('does so even when the database is lost', () => {
  expect(
    holds([...common, standing, fc.constant(world => world.forget())]),
  ).toBe(true);
});
