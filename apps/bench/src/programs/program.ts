import type { ReferenceModel } from '../contestants/messages.ts';
import type { Work } from '../suites/work.ts';

/** What one iteration tells besides its time. */
export interface IterationReport {
  readonly loss?: number;
  /** Milliseconds in the compute runtime. */
  readonly runtimeMs?: number;
}

/** A network that is ready to do its work in this process. */
export interface Program {
  readonly version: string;
  readonly parameters: number;
  /** @param index number of the iteration since the program was opened */
  iterate(index: number): Promise<IterationReport>;
  dispose(): Promise<void>;
}

/** What a program is opened with. */
interface ProgramOptions {
  readonly work: Work;
  readonly threads: number;
  readonly profileDirectory?: string;
  readonly reference?: ReferenceModel;
}

/** @throws CvError that says what is missing here */
export type ProgramOpener = (options: ProgramOptions) => Promise<Program>;
