import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** The machine as far as a measurement needs it; tests hand in one of their own. */
export interface Machine {
  /** Milliseconds, monotonic. */
  now(): number;
  /** CPU milliseconds that all processes together have used since the start of the machine. */
  busy(): number;
  sleep(ms: number): Promise<void>;
}

/** This machine. */
export const thisMachine: Machine = {
  now: () => performance.now(),
  busy: () => cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0),
  sleep: async (ms) => {
    await sleep(ms);
  },
};
