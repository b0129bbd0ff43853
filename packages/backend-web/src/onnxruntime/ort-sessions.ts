import type { Session, Sessions } from '@cv/onnx';
import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import type { Ort } from './load-ort.ts';

const OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['wasm'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  // A second copy of all activations in an arena that never shrinks.
  enableMemPattern: false,
  // Errors reach the program as exceptions; the runtime need not print them, too.
  logSeverityLevel: 4,
};

/** onnxruntime-web in this page or worker, which its runs block. */
export function ortSessions(ort: Ort): Sessions<Uint8Array, undefined> {
  return {
    async create(model): Promise<Session> {
      const session = await ort.InferenceSession.create(model, OPTIONS);
      return {
        inputNames: session.inputNames,
        outputNames: session.outputNames,
        run: (feeds, fetches) => session.run(feeds as Record<string, Tensor>, fetches),
        release: () => session.release(),
      };
    },
    tensor: (dtype, data, shape) => new ort.Tensor(dtype, data as Float32Array, shape),
  };
}

/** Library, version and threads, for tables. */
export function describeOrt({ env }: Ort): string {
  const threads = env.wasm.numThreads ?? 1;
  return `onnxruntime-web ${env.versions.web ?? ''} (SIMD), ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
