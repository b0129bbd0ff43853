import type { CompiledGraph, GraphRunner } from './graph-runner.ts';
import type { KernelProgram } from './kernel-program.ts';

/** A loaded model or program. */
export interface Session extends CompiledGraph {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
}

/** A runtime that loads models, or programs, and runs them: in this thread or in another one. */
export interface Sessions<Source extends Uint8Array | KernelProgram, Options> {
  create(source: Source, options: Options): Promise<Session>;
  readonly tensor: GraphRunner['tensor'];
}
