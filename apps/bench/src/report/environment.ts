import { cpus, loadavg } from 'node:os';

/** Where and when it was measured. */
export interface Environment {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  /** Threads of each contestant. */
  readonly threads: number;
  readonly node: string;
  readonly platform: string;
  /** Of the operating system when the measurement ended, over 5 minutes. */
  readonly load: number;
}

/** This machine now. */
export function environmentOf(threads: number): Environment {
  const all = cpus();
  return {
    date: new Date().toISOString(),
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    threads,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    load: loadavg()[1]!,
  };
}
