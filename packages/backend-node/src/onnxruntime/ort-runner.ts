import { join } from 'node:path';
import type { GraphRunner } from '@cv/onnx';
import type { InferenceSession } from 'onnxruntime-node';
import type { ExecutionProvider } from './execution-provider.ts';
import type { OrtSessions } from './ort-sessions.ts';

/** Options of {@link ortRunner}. */
export interface OrtRunnerOptions {
  /** Threads within an operation. */
  readonly threads: number;
  readonly provider: ExecutionProvider;
  /** What becomes of operations that the provider lacks: they run on the CPU (default), or their graph is refused. */
  readonly lacking?: 'cpu' | 'refused';
  /** Existing folder: each graph leaves a profile of its runs there when it is released. */
  readonly profileDirectory?: string | undefined;
  /** Whether the provider computes in half precision; default `emulated`. */
  readonly float16?: NonNullable<GraphRunner['float16']>;
}

/** Core ML's newer model format: the only one whose convolutions and matrix products read weights that are inputs. */
const COREML_ML_PROGRAM = 0x10;

function sessionOptions({ threads, provider, lacking = 'cpu' }: OrtRunnerOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider === 'coreml' ? { name: provider, coreMlFlags: COREML_ML_PROGRAM } : provider],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // A second copy of all activations, planned after the first run, in an arena that never shrinks: more memory, no faster.
    enableMemPattern: false,
    extra: {
      session: {
        // Every session has threads of its own. Left to spin between runs they take the cores from whoever works: with 64 sessions alive a
        // run of two nodes took 8 ms instead of 0.3, and a training step on a busy machine three times as long; on an idle one nothing changes.
        intra_op: { allow_spinning: '0' },
        ...(lacking === 'refused' && { disable_cpu_ep_fallback: '1' }),
      },
    },
    // Errors reach the program as exceptions; the runtime need not print them, too.
    logSeverityLevel: 4,
  };
}

/**
 * Compiles and runs models with onnxruntime-node.
 *
 * @param sessions where they run: in this thread or in a worker
 */
export function ortRunner(sessions: OrtSessions, options: OrtRunnerOptions): GraphRunner {
  const { profileDirectory, float16 = 'emulated' } = options;
  const session = sessionOptions(options);
  let graphs = 0;
  const profiling = (): InferenceSession.SessionOptions =>
    profileDirectory === undefined
      ? {}
      : { enableProfiling: true, profileFilePrefix: join(profileDirectory, `graph-${++graphs}`) };
  return {
    name: `onnxruntime-node ${sessions.version}`.trim(),
    float16,
    compile: (model) => sessions.create(model, { ...session, ...profiling() }),
    tensor: (...parameters) => sessions.tensor(...parameters),
  };
}
