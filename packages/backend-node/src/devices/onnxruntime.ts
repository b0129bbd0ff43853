import { probeBlockSize, registerOnnxBackend } from '@cv/onnx';
import { createDevice } from '@cv/tensor';
import { UnsupportedError } from '@cv/tensor/errors';
import type { DeviceProvider } from './device-provider.ts';
import { ortRunner } from './ort-runner.ts';

/** ONNX Runtime on the CPU, behind the lazy backend of `@cv/onnx`. */
export const onnxruntime: DeviceProvider = {
  async open({ threads, profileDirectory }) {
    const ort = await import('onnxruntime-node').catch((cause: unknown) => {
      throw new UnsupportedError(
        `device 'onnxruntime': onnxruntime-node has no binary that loads on ${process.platform} ${process.arch}; use 'wasm' or 'cpu'`,
        { platform: process.platform, arch: process.arch },
        { cause },
      );
    });
    const runner = ortRunner(ort, { threads, profileDirectory });
    const { backend, unregister } = registerOnnxBackend('onnxruntime', {
      runner,
      // Probes are no work of the program's: without profile.
      blockSize: await probeBlockSize(ortRunner(ort, { threads })),
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
