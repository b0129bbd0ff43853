import { type StateDict, TensorBuffer } from '@cv/layers';
import { type Shape, tensor } from '@cv/tensor';
import { WeightsError } from '@cv/tensor/errors';
import type { NamedParameters, OptimizerState } from './optimizer.ts';

/** Tensors that an optimiser keeps for each parameter (momentum and the like), all zero at first. */
export class MomentStore {
  readonly #owner: string;
  readonly #kinds: readonly string[];
  readonly #buffers: ReadonlyMap<string, TensorBuffer>;

  constructor(owner: string, kinds: readonly string[], parameters: NamedParameters) {
    this.#owner = owner;
    this.#kinds = kinds;
    this.#buffers = new Map(
      kinds.flatMap((kind) =>
        parameters.map(
          ([name, parameter]) => [`${kind}.${name}`, new TensorBuffer(zeroData(parameter.value.shape))] as const,
        ),
      ),
    );
  }

  /** The tensor of one kind for the parameter of this name. */
  of(kind: string, name: string): TensorBuffer {
    return this.#buffers.get(`${kind}.${name}`)!;
  }

  async state(count: number): Promise<OptimizerState> {
    const readers = [...this.#buffers].map(([name, buffer]) => [name, buffer.snapshot()] as const);
    const tensors: StateDict = Object.fromEntries(
      await Promise.all(readers.map(async ([name, read]) => [name, await read()] as const)),
    );
    return { name: this.#owner, count, tensors };
  }

  /** Loads every tensor, or throws and changes nothing. */
  restore({ name, tensors }: OptimizerState): void {
    if (name !== this.#owner) {
      throw new WeightsError(`restore: the state is that of ${name}, the optimizer is ${this.#owner}`, { name });
    }
    const missing = [...this.#buffers.keys()].filter((key) => tensors[key] === undefined);
    const unexpected = Object.keys(tensors).filter((key) => !this.#buffers.has(key));
    if (missing.length > 0 || unexpected.length > 0) {
      throw new WeightsError(
        `restore: the optimizer state is that of other parameters (kinds ${this.#kinds.join(', ')}): missing [${missing.join(', ')}], unexpected [${unexpected.join(', ')}]`,
        { missing, unexpected },
      );
    }
    for (const [key, buffer] of this.#buffers) buffer.requireReadable(tensors[key]!, key);
    for (const [key, buffer] of this.#buffers) buffer.load(tensors[key]!, key);
  }

  dispose(): void {
    for (const buffer of this.#buffers.values()) buffer.dispose();
  }
}

/** Zeros as data rather than as a constant of the graph, so that the first step has the same graph as all others. */
function zeroData(shape: Shape): ReturnType<typeof tensor> {
  return tensor(new Float32Array(shape.reduce((product, size) => product * size, 1)), shape);
}
