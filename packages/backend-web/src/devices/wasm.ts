import { registerOnnxBackend } from '@cv/onnx';
import { createDevice } from '@cv/tensor';
import { UnsupportedError } from '@cv/tensor/errors';
import { loadOrt } from '../onnxruntime/load-ort.ts';
import { describeOrt, ortSessions } from '../onnxruntime/ort-sessions.ts';
import type { DeviceProvider } from './device-provider.ts';

/** Not `wasm`: under that name tfjs's own backend goes, whose defects are known to `@cv/tensor`. */
const BACKEND = 'onnxruntime-web';

/** ONNX Runtime's WebAssembly behind the lazy backend of `@cv/onnx`. */
export const wasm: DeviceProvider = {
  async open({ threads }) {
    if (typeof WebAssembly === 'undefined') {
      throw new UnsupportedError(
        "device 'wasm': this page may not run WebAssembly (its content security policy needs 'wasm-unsafe-eval'); 'cpu' runs everywhere",
      );
    }
    const ort = await loadOrt(threads);
    const sessions = ortSessions(ort);
    const { backend, unregister } = registerOnnxBackend(BACKEND, {
      runner: {
        name: 'onnxruntime-web',
        compile: (model) => sessions.create(model, undefined),
        tensor: sessions.tensor,
      },
    });
    return createDevice({
      name: 'wasm',
      backendName: BACKEND,
      description: describeOrt(ort),
      memory: () => ({ compiledGraphs: backend.statistics.cachedGraphs }),
      statistics: () => ({ ...backend.statistics }),
      sync: () => backend.sync(),
      dispose: unregister,
    });
  },
};
