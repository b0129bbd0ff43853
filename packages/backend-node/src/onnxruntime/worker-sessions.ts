import { RemoteSessions } from '@cv/onnx/remote';
import type { InferenceSession } from 'onnxruntime-node';
import { nodeWorker } from './node-worker.ts';
import type { OrtSessions } from './ort-sessions.ts';
import { programFile } from './program-file.ts';

const ENTRY: URL = programFile(new URL('./ort-worker.ts', import.meta.url));

/** onnxruntime-node in a worker thread. */
export interface WorkerSessions extends OrtSessions {
  /** How many tensors the worker says it holds, for tests: the same as `memory` tells. */
  held(): Promise<number>;
}

/**
 * Starts a worker and loads onnxruntime-node there: this thread stays free while it loads models and runs them.
 *
 * @param entry the worker's program
 * @throws what the import of onnxruntime-node throws; WorkerError when the worker does not start
 */
export async function openWorkerSessions(entry: URL = ENTRY): Promise<WorkerSessions> {
  const { sessions, loaded } = await RemoteSessions.open<
    Uint8Array,
    InferenceSession.SessionOptions,
    Pick<OrtSessions, 'version' | 'providers'>
  >(nodeWorker(entry), { device: 'onnxruntime', settings: null });
  return {
    ...loaded,
    create: (model, options) => sessions.create(model, options),
    tensor: (...parameters) => sessions.tensor(...parameters),
    memory: () => sessions.memory(),
    held: () => sessions.held(),
    close: () => sessions.close(),
  };
}
