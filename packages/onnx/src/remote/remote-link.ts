import { type CvError, DisposedError } from '@cv/tensor/errors';
import { thawError } from './frozen-error.ts';
import type { RemoteAnswer, RemoteCallName, RemoteCalls, RemoteRequest } from './remote-protocol.ts';
import type { RemoteWorker } from './remote-worker.ts';
import { WorkerError } from './worker-error.ts';

interface PendingCall {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Options of {@link RemoteLink}. */
export interface RemoteLinkOptions {
  /** Whose worker it is, for messages. */
  readonly device: string;
  /** Gets what the worker tells of its own accord. */
  readonly onNews?: (news: unknown) => void;
}

/** The owner's end of the line to a worker: calls by name, in order. When it ends, every pending and later call fails with the reason. */
export class RemoteLink {
  readonly #worker: RemoteWorker;
  readonly #options: RemoteLinkOptions;
  readonly #pending = new Map<number, PendingCall>();
  #failure: CvError | undefined;
  #calls = 0;

  constructor(worker: RemoteWorker, options: RemoteLinkOptions) {
    this.#worker = worker;
    this.#options = options;
    worker.listen({
      // Only our own program runs in the worker.
      message: (data) => this.#settle(data as RemoteAnswer),
      failed: (what, cause) => this.#fail(what, cause),
    });
  }

  /** Sends `request` and waits for the answer. @param transfer buffers that are moved, not copied */
  call<K extends RemoteCallName>(
    name: K,
    request: RemoteCalls[K]['request'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<RemoteCalls[K]['answer']> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const call = this.#calls++;
    return new Promise<RemoteCalls[K]['answer']>((resolve, reject) => {
      this.#worker.post({ call, name, request } as RemoteRequest, transfer);
      if (this.#pending.size === 0) this.#worker.busy?.(true);
      this.#pending.set(call, { resolve, reject });
    });
  }

  /** Tells the worker to forget tensors. */
  release(tensors: readonly number[]): void {
    if (this.#failure === undefined) this.#worker.post({ release: tensors }, []);
  }

  /** Lets the worker do what it has been asked for, end, and waits until it has. */
  async close(): Promise<void> {
    if (this.#failure === undefined) {
      const answer = this.call('close', {}).catch(() => undefined);
      this.#failure = new DisposedError(
        `device '${this.#options.device}': used after its worker was told to end; open it again`,
      );
      await answer;
    }
    await this.#worker.end();
  }

  #settle(message: RemoteAnswer): void {
    if ('news' in message) {
      this.#options.onNews?.(message.news);
      return;
    }
    const pending = this.#pending.get(message.call);
    this.#pending.delete(message.call);
    if (this.#pending.size === 0) this.#worker.busy?.(false);
    if ('error' in message) pending?.reject(thawError(message.error));
    else pending?.resolve(message.answer as never);
  }

  #fail(what: string, cause?: unknown): void {
    const error = new WorkerError(
      `device '${this.#options.device}': its worker ${what}; the tensors that lay there are lost: dispose the device and open it again`,
      {},
      { cause },
    );
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
