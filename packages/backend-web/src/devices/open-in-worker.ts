import { type GraphRunner, type KernelProgram, registerOnnxBackend } from '@cv/onnx';
import { RemoteSessions } from '@cv/onnx/remote';
import { createDevice, type Device } from '@cv/tensor';
import { UnsupportedError } from '@cv/tensor/errors';
import { webWorker } from '../remote/web-worker.ts';
import type { WorkerLoaded, WorkerSettings } from '../remote/worker-settings.ts';
import type { DeviceName, LossReport, ProviderOptions } from './device-provider.ts';

/** The page sends kernel calls; what becomes of them is the worker's affair. */
function runnerOf(name: DeviceName, sessions: RemoteSessions<KernelProgram, undefined>): GraphRunner {
  return {
    name: `${name} in a worker`,
    compile: () => {
      throw new UnsupportedError(`device '${name}': takes no ONNX models in a worker; leave out { worker: true }`);
    },
    replay: (program) => sessions.create(program, undefined),
    tensor: (...parameters) => sessions.tensor(...parameters),
  };
}

/** A device whose tensors lie and are computed in a Web Worker; the page only records what is to be done. */
export async function openInWorker(name: DeviceName, { threads, onLost }: ProviderOptions): Promise<Device> {
  const settings: WorkerSettings = { name, threads };
  const { sessions, loaded } = await RemoteSessions.open<KernelProgram, undefined, WorkerLoaded>(webWorker(), {
    device: name,
    settings,
    // The worker has no other news.
    onNews: (news) => onLost?.(news as LossReport),
  });
  const backendName = `${name}-in-worker`;
  const { backend, unregister } = registerOnnxBackend(backendName, { runner: runnerOf(name, sessions) });
  return createDevice({
    name,
    backendName,
    description: `${loaded.description}, in a worker`,
    volatile: name === 'webgpu',
    memory: () => ({ compiledGraphs: backend.statistics.cachedGraphs, ...sessions.memory() }),
    statistics: () => ({ ...backend.statistics }),
    sync: () => backend.sync(),
    dispose: async () => {
      await unregister();
      await sessions.close();
    },
  });
}
