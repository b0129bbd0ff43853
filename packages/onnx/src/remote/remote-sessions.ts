import { DisposedError, OptionError } from '@cv/tensor/errors';
import type { Ownership, RunnerTensor } from '../graph-runner.ts';
import type { HostData } from '../host-data.ts';
import type { KernelProgram } from '../kernel-program.ts';
import type { DeviceDType } from '../lazy-value.ts';
import type { Session, Sessions } from '../sessions.ts';
import { RemoteLink, type RemoteLinkOptions } from './remote-link.ts';
import type { RemoteCalls, Upload } from './remote-protocol.ts';
import { RemoteTensor, type TensorKeeper } from './remote-tensor.ts';
import type { RemoteWorker } from './remote-worker.ts';
import { WorkerError } from './worker-error.ts';

/** A worker that has ended has nothing left to release. */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof WorkerError || error instanceof DisposedError)) throw error;
}

/**
 * A runtime in a worker, which runs `serveSessions`: this thread stays free while it loads and runs.
 *
 * @example
 * ```ts
 * const { sessions, loaded } = await RemoteSessions.open(worker, { device: 'wasm', settings: { threads: 2 } });
 * ```
 */
export class RemoteSessions<Source extends Uint8Array | KernelProgram, Options>
  implements Sessions<Source, Options>, TensorKeeper
{
  readonly #link: RemoteLink;
  /** Net under tensors that nobody releases. */
  readonly #collected: FinalizationRegistry<number>;
  #sessions = 0;
  #tensors = 0;
  #held = 0;
  #forgotten: number[] = [];

  private constructor(link: RemoteLink) {
    this.#link = link;
    this.#collected = new FinalizationRegistry((id) => this.#dismiss(id));
  }

  /**
   * Loads the runtime in a worker.
   *
   * @param settings for the worker's `load`, which answers with `loaded`
   * @throws what the worker's `load` throws; WorkerError when the worker does not start
   */
  static async open<Source extends Uint8Array | KernelProgram, Options, Loaded>(
    worker: RemoteWorker,
    { settings, ...options }: RemoteLinkOptions & { readonly settings: unknown },
  ): Promise<{ readonly sessions: RemoteSessions<Source, Options>; readonly loaded: Loaded }> {
    const link = new RemoteLink(worker, options);
    try {
      // Both ends are the same package's: its worker answers what it expects.
      const loaded = (await link.call('load', { settings })) as Loaded;
      return { sessions: new RemoteSessions<Source, Options>(link), loaded };
    } catch (error) {
      await link.close();
      throw error;
    }
  }

  async create(source: Source, options: Options): Promise<Session> {
    const session = this.#sessions++;
    const names = await this.#create(session, source, options);
    const indices = new Map(names.outputNames.map((name, i) => [name, i]));
    return {
      ...names,
      run: async (feeds, fetches, read = []) => {
        const inputs = names.inputNames.map((name) => this.#own(name, feeds[name]));
        const wanted = {
          fetches: fetches.map((name) => indices.get(name)!),
          read: fetches.map((name) => read.includes(name)),
        };
        const results = await this.#run(session, inputs, wanted);
        return Object.fromEntries(fetches.map((name, i) => [name, results[i]!]));
      },
      release: () => this.#link.call('releaseSession', { session }).catch(unlessGone),
    };
  }

  tensor(
    dtype: DeviceDType,
    data: HostData,
    shape: readonly number[],
    ownership: Ownership = 'borrowed',
  ): RunnerTensor {
    return new RemoteTensor(this, shape, { dtype, data, ownership });
  }

  memory(): { readonly workerTensors: number } {
    return { workerTensors: this.#held };
  }

  /** How many tensors the worker says it holds, for tests: the same as `memory` tells. */
  held(): Promise<number> {
    this.#flush();
    return this.#link.call('held', {});
  }

  async close(): Promise<void> {
    await this.#link.close();
    this.#held = 0;
  }

  keep(tensor: RemoteTensor, id: number): void {
    this.#held++;
    this.#collected.register(tensor, id, tensor);
  }

  forget(tensor: RemoteTensor, id: number): void {
    this.#collected.unregister(tensor);
    this.#dismiss(id);
  }

  fetch(id: number): Promise<HostData> {
    return this.#link.call('download', { tensor: id });
  }

  #create(session: number, source: Source, options: Options): Promise<RemoteCalls['create']['answer']> {
    if (!(source instanceof Uint8Array)) return this.#link.call('create', { session, source, options });
    const copy = new Uint8Array(source);
    return this.#link.call('create', { session, source: copy, options }, [copy.buffer]);
  }

  #own(name: string, tensor: RunnerTensor | undefined): RemoteTensor {
    if (tensor instanceof RemoteTensor && tensor.keeper === this) return tensor;
    const what = tensor === undefined ? 'missing' : 'no tensor of this worker';
    throw new OptionError(`run: the input ${name} is ${what}`, { input: name });
  }

  async #run(
    session: number,
    inputs: readonly RemoteTensor[],
    wanted: Pick<RemoteCalls['run']['request'], 'fetches' | 'read'>,
  ): Promise<RemoteTensor[]> {
    const uploads: Upload[] = [];
    const feeds = inputs.map((input) => input.id ?? this.#upload(input, uploads));
    const outputs = wanted.fetches.map(() => this.#tensors++);
    const transfer = uploads.map(({ data }) => data.buffer as ArrayBuffer);
    const results = await this.#link.call('run', { session, uploads, feeds, outputs, ...wanted }, transfer);
    return results.map(({ dims, data }, i) => new RemoteTensor(this, dims, outputs[i]!, data));
  }

  #upload(tensor: RemoteTensor, uploads: Upload[]): number {
    const id = this.#tensors++;
    uploads.push(tensor.leave(id));
    return id;
  }

  /** Many tensors go at once, at the end of a scope or step: one message for all. */
  #dismiss(id: number): void {
    this.#held--;
    if (this.#forgotten.push(id) === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    if (this.#forgotten.length > 0) this.#link.release(this.#forgotten);
    this.#forgotten = [];
  }
}
