import { timeEach } from '../lib';
import { type Binding, bindingType, BindingWatch } from './BindingWatch';
import { seedUsers, userName } from './crowd';
import type { Installation } from './Installation';
import { pause, until } from './until';

export interface ExpiryOptions {
  sessions: number;
  /** Deletions at once, of the floor; the backend has its default. */
  concurrency: number;
  rounds: number;
  /** Until all sessions end, from when they are put into the database. Seconds. */
  lead: number;
}

/** One round; all in milliseconds, one value a binding. */
export interface ExpiryRound {
  /** From the moment at which all sessions end to the watch event that says that the binding is gone. */
  gone: number[];
  /** From the same moment to when the backend noted the end. */
  noted: number[];
  /** Bindings that nothing of ours held back any more when the moment came. */
  prepared: number;
  /** The same number of bindings of the same shape, deleted with nothing in the way: from the start to the watch event. */
  floor: number[];
  /**
   * Processor time from the same moments until all are gone: of the backend, and of the process that deletes and watches
   * for the floor. It says more than the other figures where others keep the machine busy.
   */
  cpu: { backend: number; floor: number };
}

/** One person has one cluster and role here, so that each session is a grant of its own. */
const cluster = 'c-m-7qkx2bzl';
const role = 'cluster-member';
const finalizer = 'cluster-self-service.io/cluster-access';
/** When the deletion of a binding is prepared: `clusterAccess.reconciler.prepareAhead`. */
const prepareAheadMs = 5000;

/** Many sessions end in the same moment; next to it, the same bindings are deleted with nothing in the way. */
export async function measureExpiry(
  installation: Installation,
  options: ExpiryOptions,
): Promise<ExpiryRound[]> {
  await seedUsers(installation.client, options.sessions);
  const rounds: ExpiryRound[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    const { template, cpuMs, ...expiry } = await expire(installation, options);
    const floor = await deleteCopies(installation, template, options);
    rounds.push({
      ...expiry,
      floor: floor.gone,
      cpu: { backend: cpuMs, floor: floor.cpuMs },
    });
  }
  return rounds;
}

interface Expired {
  cpuMs: number;
  /** One of the bindings as it was. */
  template: Binding;
}

async function expire(
  installation: Installation,
  { sessions: count, lead }: ExpiryOptions,
): Promise<Omit<ExpiryRound, 'floor' | 'cpu'> & Expired> {
  const { client, sessions } = installation;
  await sessions.clear();
  const watch = await BindingWatch.start(client);
  const end = Math.ceil(Date.now() / 1000 + lead) * 1000;
  await sessions.insert(
    Array.from({ length: count }, (_, index) => ({
      id: `bench-${index}`,
      phase: 'granting' as const,
      holder: `user:default/${userName(index)}`,
      holderName: userName(index),
      subject: userName(index),
      cluster,
      role,
      durationSeconds: lead,
      expiresAt: end,
    })),
  );
  const backend = await installation.startBackend();
  try {
    await until('all have their access', async () => {
      if (Date.now() > end - prepareAheadMs) {
        throw new Error('The machine is too slow for this --lead');
      }
      return (await sessions.count('active')) === count;
    });
    const [template] = watch.present();
    await pause(end - Date.now());
    const before = await backend.usage();
    const prepared = watch
      .present()
      .filter(({ metadata }) => !metadata.finalizers?.includes(finalizer));
    await until('all bindings are gone', () => watch.deletedAt.size >= count);
    const after = await backend.usage();
    await until(
      'all sessions are noted as ended',
      async () => (await sessions.count('revoked')) === count,
    );
    return {
      template,
      gone: [...watch.deletedAt.values()].map(at => at - end),
      noted: [...(await sessions.endedAt()).values()].map(at => at - end),
      prepared: prepared.length,
      cpuMs: after.cpuMs - before.cpuMs,
    };
  } finally {
    watch.stop();
    await backend.stop();
  }
}

async function deleteCopies(
  { client }: Installation,
  { metadata, apiVersion, kind }: Binding,
  { sessions: count, concurrency }: ExpiryOptions,
): Promise<{ gone: number[]; cpuMs: number }> {
  const watch = await BindingWatch.start(client);
  try {
    const names = Array.from({ length: count }, (_, index) => userName(index));
    await timeEach(names, concurrency, name =>
      client.create<Binding>(bindingType, {
        apiVersion,
        kind,
        metadata: {
          name: `floor-${name}`,
          namespace: cluster,
          labels: metadata.labels,
          annotations: metadata.annotations,
        },
        clusterName: cluster,
        roleTemplateName: role,
        userName: name,
      }),
    );
    // Rancher puts finalizers and a status.
    await until(
      'Rancher is done with the copies',
      () =>
        watch.present().length === count &&
        Date.now() - watch.lastEventAt > 1000,
    );
    const cpu = process.cpuUsage();
    const start = Date.now();
    await timeEach(watch.present(), concurrency, ({ metadata: copy }) =>
      client.delete(
        bindingType,
        { name: copy.name ?? '', namespace: copy.namespace },
        { uid: copy.uid },
      ),
    );
    await until('all copies are gone', () => watch.deletedAt.size >= count);
    const { user, system } = process.cpuUsage(cpu);
    return {
      gone: [...watch.deletedAt.values()].map(at => at - start),
      cpuMs: (user + system) / 1000,
    };
  } finally {
    watch.stop();
  }
}
