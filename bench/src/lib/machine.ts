import os from 'node:os';

/** The machine that figures were measured on; nothing that names it. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  /** Of the last minute before the measurement: more than a few tenths means that others were busy. */
  loadBefore: number;
  system: string;
  node: string;
}

export function describeMachine(): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    loadBefore: Math.round(os.loadavg()[0] * 10) / 10,
    system: `${os.type()} ${os.arch()}`,
    node: process.versions.node,
  };
}
