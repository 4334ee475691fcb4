import type { Installation } from './Installation';
import { userName } from './crowd';
import { pause } from './until';

export interface RestFigures {
  /** Resident memory, at the end. */
  memoryMiB: number;
  /** Processor time of the backend in percent of one core. */
  cpuPercent: number;
}

/** For what comes with a start to be over. */
const settleMs = 30_000;

/** What the backend needs while nothing happens, with many ended sessions in its database. */
export async function measureRest(
  installation: Installation,
  { ended, seconds }: { ended: number; seconds: number },
): Promise<RestFigures> {
  const { sessions } = installation;
  await sessions.clear();
  await sessions.insert(
    Array.from({ length: ended }, (_, index) => ({
      id: `ended-${index}`,
      phase: 'archived' as const,
      holder: `user:default/${userName(index)}`,
      holderName: userName(index),
      subject: userName(index),
      cluster: 'c-m-7qkx2bzl',
      role: 'cluster-member',
      durationSeconds: 900,
    })),
  );
  const backend = await installation.startBackend();
  try {
    await pause(settleMs);
    const before = await backend.usage();
    await pause(seconds * 1000);
    const after = await backend.usage();
    return {
      memoryMiB: after.memoryMiB,
      cpuPercent: (after.cpuMs - before.cpuMs) / seconds / 10,
    };
  } finally {
    await backend.stop();
  }
}
