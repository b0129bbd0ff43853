import { join } from 'node:path';
import type { CompiledGraph, GraphRunner, RunnerTensor } from '@cv/onnx';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Ort } from './load-ort.ts';

/** Options of {@link ortRunner}. */
export interface OrtRunnerOptions {
  /** Threads within an operation. */
  readonly threads: number;
  /** Existing folder: each graph leaves a profile of its runs there when it is released. */
  readonly profileDirectory?: string | undefined;
}

/**
 * Compiles and runs models with onnxruntime-node on the CPU.
 *
 * @param ort the loaded module
 */
export function ortRunner(ort: Ort, { threads, profileDirectory }: OrtRunnerOptions): GraphRunner {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // A second copy of all activations, planned after the first run, in an arena that never shrinks: more memory, no faster.
    enableMemPattern: false,
    // Every session has threads of its own. Left to spin between runs they take the cores from whoever works: with 64 sessions alive a run
    // of two nodes took 8 ms instead of 0.3, and a training step on a busy machine three times as long; on an idle one nothing changes.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    // Errors reach the program as exceptions; the runtime need not print them, too.
    logSeverityLevel: 4,
  };
  let graphs = 0;
  const profiling = (): InferenceSession.SessionOptions =>
    profileDirectory === undefined
      ? {}
      : { enableProfiling: true, profileFilePrefix: join(profileDirectory, `graph-${++graphs}`) };
  return {
    name: `onnxruntime-node ${ort.env.versions.node ?? ''}`.trim(),
    async compile(model): Promise<CompiledGraph> {
      const session = await ort.InferenceSession.create(model, { ...options, ...profiling() });
      return {
        run: (feeds, fetches) => session.run(feeds as Record<string, Tensor>, fetches),
        release: () => {
          if (profileDirectory !== undefined) session.endProfiling();
          return session.release();
        },
      };
    },
    tensor: (dtype, data, shape): RunnerTensor => new ort.Tensor(dtype, data as Float32Array, shape),
  };
}
