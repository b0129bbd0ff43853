import { UnsupportedError } from '@cv/tensor/errors';
import type { RunnerTensor } from '../graph-runner.ts';
import type { HostData } from '../host-data.ts';
import type { KernelProgram } from '../kernel-program.ts';
import type { Session, Sessions } from '../sessions.ts';
import { freezeError } from './frozen-error.ts';
import type { RemoteAnswer, RemoteCallName, RemoteCalls, RemoteRequest } from './remote-protocol.ts';

/** The worker's side of the line. */
export interface ServedPort {
  post(message: RemoteAnswer, transfer: readonly ArrayBuffer[]): void;
  /** Called after the last answer, to the call to close. */
  close(): void;
}

/** What a worker runs. */
export interface ServedRuntime {
  /** @returns the runtime, and what the owner is told of it */
  load(settings: unknown): Promise<{ sessions: Sessions<never, never>; loaded: unknown }>;
  /** Wraps every call into the runtime; by default it is just made. */
  readonly calling?: <T>(call: () => Promise<T>) => Promise<T>;
  close?(): Promise<void>;
}

type Handlers = { [K in RemoteCallName]: (request: RemoteCalls[K]['request']) => Promise<RemoteCalls[K]['answer']> };

/** Sessions and tensors of one worker. */
class Served {
  readonly #runtime: ServedRuntime;
  readonly #calling: <T>(call: () => Promise<T>) => Promise<T>;
  #host: Sessions<Uint8Array | KernelProgram, unknown> | undefined;
  readonly #sessions = new Map<number, Session>();
  readonly #tensors = new Map<number, RunnerTensor>();
  /** Buffers made for the next answer, which takes them along. */
  copies: ArrayBuffer[] = [];

  constructor(runtime: ServedRuntime) {
    this.#runtime = runtime;
    this.#calling = runtime.calling ?? ((call) => call());
  }

  readonly handlers: Handlers = {
    load: async ({ settings }) => {
      const { sessions, loaded } = await this.#calling(() => this.#runtime.load(settings));
      // What it creates from and with is the owner's affair, who loaded it.
      this.#host = sessions as unknown as Sessions<Uint8Array | KernelProgram, unknown>;
      return loaded;
    },
    create: async ({ session, source, options }) => {
      const created = await this.#calling(() => this.#host!.create(source, options));
      this.#sessions.set(session, created);
      return { inputNames: created.inputNames, outputNames: created.outputNames };
    },
    run: (request) => this.#run(request),
    download: ({ tensor }) => this.#copyOf(this.#tensors.get(tensor)!),
    releaseSession: async ({ session }) => {
      await this.#calling(() => this.#sessions.get(session)!.release());
      this.#sessions.delete(session);
      return undefined;
    },
    held: async () => this.#tensors.size,
    close: async () => {
      for (const session of this.#sessions.values()) await this.#calling(() => session.release());
      this.#sessions.clear();
      this.release([...this.#tensors.keys()]);
      await this.#runtime.close?.();
      return undefined;
    },
  };

  release(tensors: readonly number[]): void {
    for (const tensor of tensors) {
      this.#tensors.get(tensor)?.release?.();
      this.#tensors.delete(tensor);
    }
  }

  async #run({
    session,
    uploads,
    feeds,
    fetches,
    outputs,
    read,
  }: RemoteCalls['run']['request']): Promise<RemoteCalls['run']['answer']> {
    const loaded = this.#sessions.get(session)!;
    for (const { tensor, dtype, dims, data } of uploads)
      this.#tensors.set(tensor, this.#host!.tensor(dtype, data, dims, 'given'));
    const inputs = Object.fromEntries(loaded.inputNames.map((name, i) => [name, this.#tensors.get(feeds[i]!)!]));
    const names = fetches.map((index) => loaded.outputNames[index]!);
    const wanted = names.filter((_, i) => read[i]!);
    const results = await this.#calling(() => loaded.run(inputs, names, wanted));
    names.forEach((name, i) => {
      this.#tensors.set(outputs[i]!, results[name]!);
    });
    return await Promise.all(
      names.map(async (name, i) => {
        const tensor = results[name]!;
        return { dims: tensor.dims, data: read[i]! ? await this.#copyOf(tensor) : undefined };
      }),
    );
  }

  async #copyOf(tensor: RunnerTensor): Promise<HostData> {
    const copy = ((tensor.data ?? (await tensor.download!())) as HostData).slice();
    this.copies.push(copy.buffer as ArrayBuffer);
    return copy;
  }
}

/**
 * The program of a worker: holds sessions and tensors and does what the owner's `RemoteSessions` asks, one after the other in the order in
 * which it was sent.
 *
 * @returns takes each message of the owner
 */
export function serveSessions(port: ServedPort, runtime: ServedRuntime): (message: unknown) => void {
  const served = new Served(runtime);
  const serve = async (message: RemoteRequest): Promise<void> => {
    if ('release' in message) return served.release(message.release);
    const { call, name, request } = message;
    let outcome: RemoteAnswer;
    try {
      outcome = { call, answer: await served.handlers[name](request as never) };
    } catch (error) {
      outcome = { call, error: freezeError(error) };
    }
    try {
      port.post(outcome, served.copies);
    } catch (error) {
      // What cannot be posted must not leave the owner waiting.
      port.post({ call, error: freezeError(error instanceof Error ? new UnsupportedError(error.message) : error) }, []);
    }
    served.copies = [];
    if (name === 'close') port.close();
  };
  let last = Promise.resolve();
  return (message) => {
    // Only the owner posts to its worker.
    last = last.then(() => serve(message as RemoteRequest));
  };
}
