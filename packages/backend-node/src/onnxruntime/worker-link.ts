import { Worker } from 'node:worker_threads';
import { type CvError, DisposedError } from '@cv/tensor/errors';
import { inheritedOptions } from './inherited-options.ts';
import { nativeCallFlags, waitForNativeCalls } from './native-calls.ts';
import { WorkerError } from './worker-error.ts';
import type { WorkerAnswer, WorkerCallName, WorkerCalls, WorkerRequest } from './worker-protocol.ts';

interface PendingCall {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The main thread's end of the line to a worker: calls by name, in order. The worker keeps the process alive only while a call is pending;
 * when it ends, every pending and later call fails with the reason.
 */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  readonly #ended: Promise<void>;
  #failure: CvError | undefined;
  #calls = 0;

  constructor(entry: URL) {
    const flags = nativeCallFlags();
    const onExit = (): void => waitForNativeCalls(flags);
    process.on('exit', onExit);
    this.#worker = new Worker(entry, { workerData: flags, name: 'onnxruntime', ...inheritedOptions() });
    this.#worker.unref();
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    this.#worker.on('error', (cause) =>
      this.#fail(`failed: ${cause instanceof Error ? cause.message : String(cause)}`, cause),
    );
    this.#worker.on('messageerror', (cause) => this.#fail(`sent what cannot be read: ${cause.message}`, cause));
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        process.off('exit', onExit);
        this.#fail(`ended with exit code ${code}`);
        resolve();
      });
    });
  }

  /** Sends `request` and waits for the answer. @param transfer buffers that are moved, not copied */
  call<K extends WorkerCallName>(
    name: K,
    request: WorkerCalls[K]['request'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<WorkerCalls[K]['answer']> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const call = this.#calls++;
    return new Promise<WorkerCalls[K]['answer']>((resolve, reject) => {
      this.#send({ call, name, request } as WorkerRequest, transfer);
      if (this.#pending.size === 0) this.#worker.ref();
      this.#pending.set(call, { resolve, reject });
    });
  }

  /** Tells the worker to forget tensors. */
  release(tensors: readonly number[]): void {
    if (this.#failure === undefined) this.#send({ release: tensors });
  }

  /** Lets the worker do what it has been asked for, end, and waits until it has. */
  async close(): Promise<void> {
    if (this.#failure === undefined) {
      const answer = this.call('close', {}).catch(() => undefined);
      this.#failure = new DisposedError(`device 'onnxruntime': used after its worker was told to end; open it again`);
      await answer;
    }
    this.#worker.ref();
    await this.#ended;
  }

  #send(message: WorkerRequest, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #settle(message: WorkerAnswer): void {
    const pending = this.#pending.get(message.call);
    this.#pending.delete(message.call);
    if (this.#pending.size === 0) this.#worker.unref();
    if ('error' in message) pending?.reject(message.error);
    else pending?.resolve(message.answer as never);
  }

  #fail(what: string, cause?: unknown): void {
    const error = new WorkerError(
      `device 'onnxruntime': its worker ${what}; the tensors that lay there are lost: dispose the device and open it again`,
      {},
      { cause },
    );
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
