import type { Contestant, ContestantSource, Turn } from '../contestants/contestant.ts';
import { ContestantError } from '../contestants/contestant-error.ts';
import type { Machine } from '../runner/machine.ts';

/** What happened, in order: `open a`, `run a 3`, `close a`. */
export type Log = string[];

/** How a fake contestant behaves. */
export interface FakeOptions {
  readonly log?: Log;
  readonly parameters?: number;
  /** Why it does not open. */
  readonly missing?: string;
  /** It fails in this turn, from 0. */
  readonly failsAt?: number;
  readonly peakMemory?: number | null;
  readonly loss?: number;
}

/** A machine whose time passes only when a fake contestant runs. */
export class FakeMachine implements Machine {
  time = 0;
  used = 0;
  slept = 0;
  /** Cores that others keep busy all the time. */
  busyOthers = 0;
  now(): number {
    return this.time;
  }
  busy(): number {
    return this.used + this.busyOthers * this.time;
  }
  sleep(ms: number): Promise<void> {
    this.slept += ms;
    return Promise.resolve();
  }
}

/**
 * A contestant whose iterations take the given times in ms, over and over.
 *
 * @param times of its iterations since it was opened, warm-up too
 */
export function fakeSource(
  name: string,
  times: readonly number[],
  machine: FakeMachine,
  { log = [], parameters = 7, missing, failsAt, peakMemory = 100, loss }: FakeOptions = {},
): ContestantSource {
  const open = (): Contestant => {
    let [iteration, turn, cpu] = [0, 0, 0];
    const iterate = (): number => {
      const time = times[iteration++ % times.length]!;
      machine.time += time;
      machine.used += time;
      cpu += time;
      return time;
    };
    const run = ({ iterations, settle }: { iterations: number; settle: number }): Turn => {
      log.push(`run ${name} ${settle}+${iterations}`);
      if (turn++ === failsAt) throw new ContestantError(`${name}: broke`);
      const cpuStart = cpu;
      for (let i = 0; i < settle; i++) iterate();
      const timed = Array.from({ length: iterations }, iterate);
      return { times: timed, cpuStart, cpuEnd: cpu, peakMemory, ...(loss !== undefined && { loss }) };
    };
    return {
      name,
      version: `${name} 1.0`,
      parameters,
      run: async (length) => run(length),
      close: async () => void log.push(`close ${name}`),
    };
  };
  return {
    name,
    open: async () => {
      log.push(`open ${name}`);
      if (missing !== undefined) throw new ContestantError(`${name}: ${missing}`);
      return open();
    },
  };
}
