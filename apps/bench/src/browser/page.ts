import { type DeviceName, openDevice } from '@cv/backend-web';
import type { TurnLength } from '../contestants/contestant.ts';
import type { Opened } from '../contestants/messages.ts';
import type { Program } from '../programs/program.ts';
import { type IterationTimes, timeIterations } from '../programs/time-iterations.ts';
import { workOnDevice } from '../programs/work-on-device.ts';
import type { Work } from '../suites/work.ts';

/** What the page of a contestant answers. */
export interface BenchPage {
  open(name: DeviceName, work: Work, threads: number): Promise<Opened>;
  run(first: number, length: TurnLength): Promise<IterationTimes>;
  close(): Promise<void>;
}

let program: Program | undefined;

const page: BenchPage = {
  async open(name, work, threads) {
    program = await workOnDevice(await openDevice(name, { threads }), work);
    return { version: program.version, parameters: program.parameters };
  },
  run: (first, length) => timeIterations(program!, first, length),
  close: async () => await program?.dispose(),
};

Object.assign(globalThis, { benchPage: page });
