import { parentPort, workerData } from 'node:worker_threads';
import type { RunnerTensor } from '@cv/onnx';
import { loadOrt } from './load-ort.ts';
import { localSessions } from './local-sessions.ts';
import { nativeCall } from './native-calls.ts';
import type { OrtSession, OrtSessions } from './ort-sessions.ts';
import type { HostData, WorkerAnswer, WorkerCallName, WorkerCalls, WorkerRequest } from './worker-protocol.ts';

// The program of the worker thread: holds sessions and tensors and does what the main thread asks, see worker-protocol.ts.

type Handlers = { [K in WorkerCallName]: (request: WorkerCalls[K]['request']) => Promise<WorkerCalls[K]['answer']> };

const port = parentPort!;
const native = <T>(call: () => Promise<T>): Promise<T> => nativeCall(workerData as Int32Array, call);

let ort: OrtSessions;
const sessions = new Map<number, OrtSession>();
const tensors = new Map<number, RunnerTensor>();

/** Buffers made for the next answer, which takes them along. */
let copies: ArrayBuffer[] = [];

function copyOf(tensor: RunnerTensor): HostData {
  const copy = (tensor.data as HostData).slice();
  copies.push(copy.buffer as ArrayBuffer);
  return copy;
}

const handlers: Handlers = {
  load: async () => {
    ort = await native(async () => localSessions(await loadOrt()));
    return { version: ort.version, providers: ort.providers };
  },
  create: async ({ session, model, options }) => {
    const created = await native(() => ort.create(model, options));
    sessions.set(session, created);
    return { inputNames: created.inputNames, outputNames: created.outputNames };
  },
  run: async ({ session, uploads, feeds, fetches, outputs, read }) => {
    const loaded = sessions.get(session)!;
    for (const { tensor, dtype, dims, data } of uploads) tensors.set(tensor, ort.tensor(dtype, data, dims));
    const inputs = Object.fromEntries(loaded.inputNames.map((name, i) => [name, tensors.get(feeds[i]!)!]));
    const names = fetches.map((index) => loaded.outputNames[index]!);
    const results = await native(() => loaded.run(inputs, names));
    return names.map((name, i) => {
      const tensor = results[name]!;
      tensors.set(outputs[i]!, tensor);
      return { dims: tensor.dims, data: read[i]! ? copyOf(tensor) : undefined };
    });
  },
  download: async ({ tensor }) => copyOf(tensors.get(tensor)!),
  releaseSession: async ({ session }) => {
    await native(() => sessions.get(session)!.release());
    sessions.delete(session);
    return undefined;
  },
  held: async () => tensors.size,
  close: async () => {
    for (const session of sessions.values()) await native(() => session.release());
    sessions.clear();
    tensors.clear();
    return undefined;
  },
};

async function serve(message: WorkerRequest): Promise<void> {
  if ('release' in message) {
    for (const tensor of message.release) tensors.delete(tensor);
    return;
  }
  const { call, name, request } = message;
  let outcome: WorkerAnswer;
  try {
    outcome = { call, answer: await handlers[name](request as never) };
  } catch (error) {
    outcome = { call, error };
  }
  port.postMessage(outcome, copies);
  copies = [];
  if (name === 'close') port.close();
}

// One after the other, in the order in which they were sent.
let last = Promise.resolve();
port.on('message', (message: WorkerRequest) => {
  last = last.then(() => serve(message));
});
