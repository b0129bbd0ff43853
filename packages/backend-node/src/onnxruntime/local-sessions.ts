import type { Session } from '@cv/onnx';
import type { Tensor } from 'onnxruntime-node';
import type { Ort } from './load-ort.ts';
import type { OrtSessions } from './ort-sessions.ts';

/** onnxruntime-node in this thread, which its runs block. */
export function localSessions(ort: Ort): OrtSessions {
  return {
    version: ort.env.versions.node ?? '',
    providers: ort.listSupportedBackends().map(({ name }) => name),
    async create(model, options): Promise<Session> {
      const session = await ort.InferenceSession.create(model, options);
      return {
        inputNames: session.inputNames,
        outputNames: session.outputNames,
        run: (feeds, fetches) => session.run(feeds as Record<string, Tensor>, fetches),
        release: () => {
          if (options.enableProfiling === true) session.endProfiling();
          return session.release();
        },
      };
    },
    tensor: (dtype, data, shape) => new ort.Tensor(dtype, data as Float32Array, shape),
    memory: () => ({}),
    close: async () => undefined,
  };
}
