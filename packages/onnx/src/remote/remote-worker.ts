import type { RemoteRequest } from './remote-protocol.ts';

/** What a worker's owner wants to hear of it. */
export interface WorkerListener {
  message(data: unknown): void;
  /** It has failed or ended; `what` continues "its worker ...". */
  failed(what: string, cause?: unknown): void;
}

/** A worker as Node and browsers both have one. */
export interface RemoteWorker {
  /** @param transfer buffers that are moved, not copied */
  post(message: RemoteRequest, transfer: readonly ArrayBuffer[]): void;
  listen(listener: WorkerListener): void;
  /** Told when the first call is sent and when the last one is answered. */
  busy?(pending: boolean): void;
  /** Ends a worker that was told to close, or that failed; settles when it has. */
  end(): Promise<void>;
}
