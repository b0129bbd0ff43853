import type { DeviceDType } from '@cv/onnx';
import type { InferenceSession } from 'onnxruntime-node';

/** Element data of a tensor; bool is a `Uint8Array` of 0 and 1. */
export type HostData = Float32Array | Int32Array | Uint8Array;

/** A tensor on its way to the worker. */
export interface Upload {
  readonly tensor: number;
  readonly dtype: DeviceDType;
  readonly dims: readonly number[];
  readonly data: HostData;
}

/** What the main thread asks of the worker, and what it gets. Sessions and tensors are numbers that the main thread chose. */
export interface WorkerCalls {
  /** Loads onnxruntime-node. */
  load: { request: object; answer: { version: string; providers: readonly string[] } };
  create: {
    request: { session: number; model: Uint8Array; options: InferenceSession.SessionOptions };
    answer: { inputNames: readonly string[]; outputNames: readonly string[] };
  };
  /** Runs a session; answers with the shapes of the outputs, which stay in the worker, and copies of those that are read. */
  run: {
    request: {
      session: number;
      /** Tensors that the worker keeps from now on. */
      uploads: readonly Upload[];
      /** One tensor for each input of the session, in its order. */
      feeds: readonly number[];
      /** Outputs wanted, by their index, and the tensors that they become. */
      fetches: readonly number[];
      outputs: readonly number[];
      /** For each output: whether its values come with the answer. */
      read: readonly boolean[];
    };
    answer: readonly { readonly dims: readonly number[]; readonly data: HostData | undefined }[];
  };
  download: { request: { tensor: number }; answer: HostData };
  releaseSession: { request: { session: number }; answer: undefined };
  /** How many tensors the worker holds. */
  held: { request: object; answer: number };
  /** Lets the worker end. */
  close: { request: object; answer: undefined };
}

export type WorkerCallName = keyof WorkerCalls;

/** A message to the worker: a call, or tensors to forget. */
export type WorkerRequest =
  | {
      [K in WorkerCallName]: { readonly call: number; readonly name: K; readonly request: WorkerCalls[K]['request'] };
    }[WorkerCallName]
  | { readonly release: readonly number[] };

/** A message from the worker: the outcome of a call. */
export type WorkerAnswer =
  | { readonly call: number; readonly answer: WorkerCalls[WorkerCallName]['answer'] }
  | { readonly call: number; readonly error: unknown };
