import { probeBlockSize, registerOnnxBackend } from '@cv/onnx';
import { createDevice } from '@cv/tensor';
import type { DeviceProvider } from './device-provider.ts';
import { loadOrt } from './load-ort.ts';
import { ortRunner } from './ort-runner.ts';

/** ONNX Runtime on the CPU, behind the lazy backend of `@cv/onnx`. */
export const onnxruntime: DeviceProvider = {
  async open({ threads, profileDirectory }) {
    const ort = await loadOrt("device 'onnxruntime'", "use 'wasm' or 'cpu'");
    const runner = ortRunner(ort, { threads, profileDirectory });
    const { backend, unregister } = registerOnnxBackend('onnxruntime', {
      runner,
      // Without profiles: the probe is no graph of the program.
      blockSize: await probeBlockSize(ortRunner(ort, { threads: 1 })),
    });
    return createDevice({
      name: 'onnxruntime',
      backendName: 'onnxruntime',
      description: `${runner.name}, cpu, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      memory: () => ({ compiledGraphs: backend.statistics.cachedGraphs }),
      statistics: () => ({ ...backend.statistics }),
      sync: () => backend.sync(),
      dispose: unregister,
    });
  },
};
