import { DisposedError, DTypeError, ShapeError } from '@cv/tensor/errors';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { GraphDescription } from '../describe-graph.ts';
import type { GraphRunner, RunnerTensor } from '../graph-runner.ts';
import type { HostData } from '../host-data.ts';
import { sameShape } from '../same-shape.ts';
import type { BatchGraphs, ReadyGraph } from './batch-graphs.ts';
import type { ForwardOutput } from './forward-model.ts';

/** One output of a run: row-major values of `shape`. */
export interface OutputValues {
  readonly data: HostData;
  readonly shape: readonly number[];
}

/** What a run gives: values in the grouping of the forward pass's tensors. */
export type RunOutput<O extends ForwardOutput> = O extends Tensor
  ? OutputValues
  : { readonly [K in keyof O]: OutputValues };

/** What a compiled model is made of. */
export interface CompiledParts {
  readonly runner: GraphRunner;
  readonly graphs: BatchGraphs;
  readonly inputShape: readonly number[];
  readonly description: GraphDescription;
  /** Why there is no graph for every batch size; undefined when there is. */
  readonly reason: string | undefined;
}

/** A forward pass that the runtime holds as a graph with its weights: see `compile`. */
export class CompiledModel<O extends ForwardOutput = ForwardOutput> {
  /** Operators, transposes and bytes of the graph that was compiled first, before the runtime optimised it. */
  readonly description: GraphDescription;
  /** Why each batch size has a graph of its own; undefined where one graph serves them all. */
  readonly reason: string | undefined;
  readonly #runner: GraphRunner;
  readonly #graphs: BatchGraphs;
  /** Shape of one example. */
  readonly #example: readonly number[];
  /** Runs and the release happen one after another: a graph is not released under a run. */
  #last: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor({ runner, graphs, inputShape, description, reason }: CompiledParts) {
    this.#runner = runner;
    this.#graphs = graphs;
    this.#example = inputShape.slice(1);
    this.description = description;
    this.reason = reason;
  }

  /** Whether one graph serves every batch size. */
  get dynamicBatch(): boolean {
    return this.reason === undefined;
  }

  /**
   * Runs the forward pass.
   *
   * @param images float32 `[N, ...]` of the compiled shape, as a tensor of any device (borrowed) or as row-major values; the values must
   *   not change before the run is over
   * @returns plain data in the grouping of the forward pass's outputs, the caller's
   * @throws ShapeError, DTypeError when the images do not fit; DisposedError after `dispose`
   * @example
   * const { data, shape } = await compiled.run(images); // Float32Array, [N, 1000]
   */
  run(images: Tensor | Float32Array): Promise<RunOutput<O>> {
    return this.#next(async () => {
      if (this.#disposed) throw new DisposedError('run: the compiled model has been disposed; compile it again');
      const input = await this.#input(images);
      const graph = await this.#graphs.graphFor(input.dims[0]!);
      const results = await graph.compiled.run({ [graph.inputNames[0]!]: input }, graph.outputNames);
      return grouped(graph, results) as RunOutput<O>;
    });
  }

  /** Frees the graphs after the runs asked for so far; a second call does nothing. */
  dispose(): Promise<void> {
    return this.#next(async () => {
      if (this.#disposed) return;
      this.#disposed = true;
      await this.#graphs.release();
    });
  }

  #next<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #input(images: Tensor | Float32Array): Promise<RunnerTensor> {
    const expected = `[N, ${this.#example.join(', ')}]`;
    if (images instanceof Float32Array) {
      const count = images.length / this.#example.reduce((product, size) => product * size, 1);
      if (Number.isInteger(count) && count > 0) return this.#tensor(images, count);
      throw new ShapeError(`run: ${images.length} values, expected those of one or more images, float32 ${expected}`, {
        received: [images.length],
      });
    }
    const { shape, dtype } = images;
    if (dtype !== 'float32')
      throw new DTypeError(`run: the images are ${dtype}, expected float32`, { received: dtype });
    const [count = 0, ...example] = shape;
    if (count < 1 || !sameShape(example, this.#example)) {
      throw new ShapeError(`run: the images have shape [${shape.join()}], expected ${expected}`, { received: shape });
    }
    return this.#tensor((await images.data()) as Float32Array, count);
  }

  #tensor(data: Float32Array, count: number): RunnerTensor {
    return this.#runner.tensor('float32', data, [count, ...this.#example]);
  }
}

function grouped(
  { outputNames, grouping }: ReadyGraph,
  results: Readonly<Record<string, RunnerTensor>>,
): OutputValues | Readonly<Record<string, OutputValues>> | readonly OutputValues[] {
  const values = outputNames.map((name): OutputValues => {
    const { data, dims } = results[name]!;
    return { data: data as HostData, shape: dims };
  });
  if (grouping === 'single') return values[0]!;
  return grouping === 'list' ? values : Object.fromEntries(outputNames.map((name, i) => [name, values[i]!]));
}
