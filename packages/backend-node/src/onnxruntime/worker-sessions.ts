import type { DeviceDType, Ownership, RunnerTensor } from '@cv/onnx';
import { DisposedError, OptionError } from '@cv/tensor/errors';
import type { InferenceSession } from 'onnxruntime-node';
import type { OrtSession, OrtSessions } from './ort-sessions.ts';
import { programFile } from './program-file.ts';
import { WorkerError } from './worker-error.ts';
import { WorkerLink } from './worker-link.ts';
import type { HostData, Upload, WorkerCalls } from './worker-protocol.ts';
import { type TensorKeeper, WorkerTensor } from './worker-tensor.ts';

const ENTRY: URL = programFile(new URL('./ort-worker.ts', import.meta.url));

type Loaded = WorkerCalls['load']['answer'];

/** A worker that has ended has nothing left to release. */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof WorkerError || error instanceof DisposedError)) throw error;
}

/** onnxruntime-node in a worker thread: this thread stays free while it loads models and runs them. */
export class WorkerSessions implements OrtSessions, TensorKeeper {
  readonly version: string;
  readonly providers: readonly string[];
  readonly #link: WorkerLink;
  /** Net under tensors that nobody releases. */
  readonly #collected: FinalizationRegistry<number>;
  #sessions = 0;
  #tensors = 0;
  #held = 0;
  #forgotten: number[] = [];

  private constructor(link: WorkerLink, { version, providers }: Loaded) {
    this.#link = link;
    this.version = version;
    this.providers = providers;
    this.#collected = new FinalizationRegistry((id) => this.#dismiss(id));
  }

  /**
   * Starts a worker and loads onnxruntime-node there.
   *
   * @param entry the worker's program
   * @throws what the import of onnxruntime-node throws; WorkerError when the worker does not start
   */
  static async open(entry: URL = ENTRY): Promise<WorkerSessions> {
    const link = new WorkerLink(entry);
    try {
      return new WorkerSessions(link, await link.call('load', {}));
    } catch (error) {
      await link.close();
      throw error;
    }
  }

  async create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<OrtSession> {
    const session = this.#sessions++;
    const copy = new Uint8Array(model);
    const names = await this.#link.call('create', { session, model: copy, options }, [copy.buffer]);
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
    return new WorkerTensor(this, shape, { dtype, data, ownership });
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

  keep(tensor: WorkerTensor, id: number): void {
    this.#held++;
    this.#collected.register(tensor, id, tensor);
  }

  forget(tensor: WorkerTensor, id: number): void {
    this.#collected.unregister(tensor);
    this.#dismiss(id);
  }

  fetch(id: number): Promise<HostData> {
    return this.#link.call('download', { tensor: id });
  }

  #own(name: string, tensor: RunnerTensor | undefined): WorkerTensor {
    if (tensor instanceof WorkerTensor && tensor.keeper === this) return tensor;
    const what = tensor === undefined ? 'missing' : 'no tensor of this worker';
    throw new OptionError(`run: the input ${name} is ${what}`, { input: name });
  }

  async #run(
    session: number,
    inputs: readonly WorkerTensor[],
    wanted: Pick<WorkerCalls['run']['request'], 'fetches' | 'read'>,
  ): Promise<WorkerTensor[]> {
    const uploads: Upload[] = [];
    const feeds = inputs.map((input) => input.id ?? this.#upload(input, uploads));
    const outputs = wanted.fetches.map(() => this.#tensors++);
    const transfer = uploads.map(({ data }) => data.buffer as ArrayBuffer);
    const results = await this.#link.call('run', { session, uploads, feeds, outputs, ...wanted }, transfer);
    return results.map(({ dims, data }, i) => new WorkerTensor(this, dims, outputs[i]!, data));
  }

  #upload(tensor: WorkerTensor, uploads: Upload[]): number {
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
