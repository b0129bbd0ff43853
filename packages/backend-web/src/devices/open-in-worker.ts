import { type GraphRunner, registerOnnxBackend } from '@cv/onnx';
import { RemoteSessions } from '@cv/onnx/remote';
import { createDevice, type Device } from '@cv/tensor';
import { UnsupportedError } from '@cv/tensor/errors';
import { webWorker } from '../remote/web-worker.ts';
import type { WorkerLoaded, WorkerSettings } from '../remote/worker-settings.ts';
import type { DeviceName, LossReport, ProviderOptions } from './device-provider.ts';

/** Where the work is done: models by ONNX Runtime, kernel calls by another tfjs backend. */
function runnerOf(name: DeviceName, sessions: RemoteSessions<never, undefined>): GraphRunner {
  const create = (source: unknown) => sessions.create(source as never, undefined);
  const tensor: GraphRunner['tensor'] = (...parameters) => sessions.tensor(...parameters);
  if (name === 'wasm') return { name: 'onnxruntime-web', compile: create, tensor };
  const compile = (): never => {
    throw new UnsupportedError(`device '${name}': runs no ONNX models; 'wasm' does`);
  };
  return { name: `tfjs ${name}`, compile, replay: create, tensor };
}

/** A device whose tensors lie and are computed in a Web Worker; the page only records what is to be done. */
export async function openInWorker(name: DeviceName, { threads, onLost }: ProviderOptions): Promise<Device> {
  const settings: WorkerSettings = { name, threads };
  const { sessions, loaded } = await RemoteSessions.open<never, undefined, WorkerLoaded>(webWorker(), {
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
