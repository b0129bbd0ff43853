import type { HostData } from '../host-data.ts';
import type { KernelProgram } from '../kernel-program.ts';
import type { DeviceDType } from '../lazy-value.ts';

/** A tensor on its way to the worker. */
export interface Upload {
  readonly tensor: number;
  readonly dtype: DeviceDType;
  readonly dims: readonly number[];
  readonly data: HostData;
}

/** What the page or main thread asks of the worker, and what it gets. It chooses the numbers of sessions and tensors. */
export interface RemoteCalls {
  /** Loads the runtime; settings and answer are the two ends' own affair. */
  load: { request: { settings: unknown }; answer: unknown };
  create: {
    request: { session: number; source: Uint8Array | KernelProgram; options: unknown };
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

export type RemoteCallName = keyof RemoteCalls;

/** A message to the worker: a call, or tensors to forget. */
export type RemoteRequest =
  | {
      [K in RemoteCallName]: { readonly call: number; readonly name: K; readonly request: RemoteCalls[K]['request'] };
    }[RemoteCallName]
  | { readonly release: readonly number[] };

/** A message from the worker: the outcome of a call, or news that nobody asked for. */
export type RemoteAnswer =
  | { readonly call: number; readonly answer: RemoteCalls[RemoteCallName]['answer'] }
  | { readonly call: number; readonly error: unknown }
  | { readonly news: unknown };
