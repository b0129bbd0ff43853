import type { StateDict, StateEntry, StateSource, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';

/** The formats that {@link openWeights} knows. */
export type WeightsFormat = 'safetensors' | 'sharded safetensors' | 'pytorch' | 'onnx';

/** What a format's reader knows of an opened file. */
export interface StateFileParts {
  readonly format: WeightsFormat;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly entries: ReadonlyMap<string, StateEntry>;
  readonly read: (name: string) => Promise<StateTensor>;
}

/**
 * Weights in a file that was opened but not read: names, types and shapes are known, values are read tensor by tensor. Nothing has to be
 * closed.
 *
 * @example
 * ```ts
 * const file = await openWeights(source);
 * for (const [name, { shape }] of file.entries) console.log(name, shape);
 * const bias = await file.tensor('fc.bias');
 * await model.loadStateFrom(file); // one tensor at a time
 * ```
 */
export class StateFile implements StateSource, AsyncIterable<[name: string, tensor: StateTensor]> {
  readonly format: WeightsFormat;
  /** Texts that travel with the tensors; none where the format has no place for them. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Types and shapes by name, in the order of the file. */
  readonly entries: ReadonlyMap<string, StateEntry>;
  readonly #read: (name: string) => Promise<StateTensor>;

  /** @internal */
  constructor({ format, metadata = {}, entries, read }: StateFileParts) {
    this.format = format;
    this.metadata = metadata;
    this.entries = new Map([...entries].map(([name, { dtype, shape }]) => [name, { dtype, shape }]));
    this.#read = read;
  }

  /**
   * Reads one tensor.
   * @throws WeightsError when there is none of this name or its values are damaged; whatever the source throws.
   */
  async tensor(name: string): Promise<StateTensor> {
    if (this.entries.has(name)) return await this.#read(name);
    const known = [...this.entries.keys()];
    const some = known.slice(0, 8).join(', ') + (known.length > 8 ? ', ...' : '');
    throw new WeightsError(`there is no tensor '${name}' in the file; it has ${known.length}: ${some}`, { name });
  }

  /** All tensors with their names in the order of the file, each read when it is its turn. */
  async *[Symbol.asyncIterator](): AsyncGenerator<[name: string, tensor: StateTensor], void, undefined> {
    for (const name of this.entries.keys()) yield [name, await this.tensor(name)];
  }

  /** All tensors at once. */
  async stateDict(): Promise<StateDict> {
    const tensors: [string, StateTensor][] = [];
    for await (const entry of this) tensors.push(entry);
    // fromEntries defines own properties: a tensor named __proto__ is only a tensor.
    return Object.fromEntries(tensors);
  }
}
