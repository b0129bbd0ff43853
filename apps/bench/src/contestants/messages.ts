import type { NetworkWork, Work } from '../suites/work.ts';
import type { ContestantSettings, TurnLength } from './contestant.ts';

/** A model file that a contestant reads instead of building the network. */
export interface ReferenceModel {
  readonly path: string;
  readonly parameters: number;
}

/** What a contestant's process is asked, one JSON object a line on its stdin; it ends when stdin does. */
export type Request =
  | ({ readonly op: 'open'; readonly work: Work; readonly reference?: ReferenceModel } & ContestantSettings)
  | ({ readonly op: 'run' } & TurnLength)
  /** Writes the network as an ONNX file; PyTorch only. */
  | { readonly op: 'export'; readonly work: NetworkWork; readonly path: string }
  /** Frees everything, so that profiles are written. */
  | { readonly op: 'close' };

/** The answer to `open`. */
export interface Opened {
  readonly version: string;
  readonly parameters: number;
}

/** What it answers, one JSON object a line on its stdout. Lines that are no JSON object are chatter of a library. */
export type Response = { readonly ok: unknown } | { readonly error: string };
