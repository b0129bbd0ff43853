import { probeBlockSize, registerOnnxBackend } from '@cv/onnx';
import { WorkerError } from '@cv/onnx/remote';
import { createDevice, type Device } from '@cv/tensor';
import { loadOrt } from '../onnxruntime/load-ort.ts';
import { localSessions } from '../onnxruntime/local-sessions.ts';
import { noBinary } from '../onnxruntime/no-binary.ts';
import { openProvider } from '../onnxruntime/open-provider.ts';
import { ortRunner } from '../onnxruntime/ort-runner.ts';
import type { OrtSessions } from '../onnxruntime/ort-sessions.ts';
import { WITHHELD_KERNELS } from '../onnxruntime/withheld-kernels.ts';
import { openWorkerSessions } from '../onnxruntime/worker-sessions.ts';
import type { DeviceProvider, ProviderOptions } from './device-provider.ts';

async function openSessions(worker: boolean): Promise<OrtSessions> {
  try {
    return worker ? await openWorkerSessions() : localSessions(await loadOrt());
  } catch (cause) {
    throw cause instanceof WorkerError ? cause : noBinary("device 'onnxruntime'", "use 'wasm' or 'cpu'", cause);
  }
}

async function openOn(sessions: OrtSessions, options: ProviderOptions): Promise<Device> {
  const { threads, profileDirectory, provider = 'cpu', worker = false, policy = 'float32' } = options;
  const runner = await openProvider(sessions, { threads, provider, profileDirectory });
  // Blocks of channels are a layout of the CPU. Probes are no work of the program's: without profile.
  const blockSize = provider === 'cpu' ? await probeBlockSize(ortRunner(sessions, { threads, provider })) : 0;
  const { backend, unregister } = registerOnnxBackend('onnxruntime', {
    runner,
    blockSize,
    precision: policy === 'float32' ? 'float32' : runner.float16 === 'native' ? 'float16' : 'rounded',
    without: WITHHELD_KERNELS[provider] ?? [],
  });
  const where = worker ? `${provider} in a worker` : provider;
  const mixed = policy === 'float32' ? '' : `, ${policy} (${runner.float16 ?? 'emulated'})`;
  return createDevice({
    name: 'onnxruntime',
    backendName: 'onnxruntime',
    description: `${runner.name}, ${where}, ${threads} ${threads === 1 ? 'thread' : 'threads'}${mixed}`,
    policy,
    float16: runner.float16 === 'native',
    memory: () => ({ compiledGraphs: backend.statistics.cachedGraphs, ...sessions.memory() }),
    statistics: () => ({ ...backend.statistics }),
    sync: () => backend.sync(),
    dispose: async () => {
      await unregister();
      await sessions.close();
    },
  });
}

/** ONNX Runtime behind the lazy backend of `@cv/onnx`: on the CPU or another execution provider, in this thread or in a worker. */
export const onnxruntime: DeviceProvider = {
  async open(options) {
    const sessions = await openSessions(options.worker ?? false);
    try {
      return await openOn(sessions, options);
    } catch (error) {
      await sessions.close();
      throw error;
    }
  },
};
