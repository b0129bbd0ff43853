import type * as ort from 'onnxruntime-node';
import type { CompiledGraph, GraphRunner, RunnerTensor } from './graph-runner.ts';
import { PlainRunner } from './testing.ts';

/** A tensor whose values are not in host memory until they are asked for. */
class RemoteTensor implements RunnerTensor {
  readonly dims: readonly number[];
  data: unknown;
  readonly #inner: ort.Tensor;
  readonly #runner: RemoteRunner;

  constructor(inner: ort.Tensor, runner: RemoteRunner) {
    this.dims = inner.dims;
    this.#inner = inner;
    this.#runner = runner;
    runner.held.add(this);
  }

  get inner(): ort.Tensor {
    if (!this.#runner.held.has(this)) throw new RangeError('used after release');
    return this.#inner;
  }

  async download(): Promise<unknown> {
    this.#runner.downloads++;
    this.data = this.inner.data;
    return this.data;
  }

  release(): void {
    this.#runner.held.delete(this);
  }
}

/** onnxruntime-node with tensors that lie elsewhere, and an account of them. */
export class RemoteRunner implements GraphRunner {
  readonly name = 'remote';
  /** Tensors made and not released. */
  readonly held: Set<RemoteTensor> = new Set();
  downloads = 0;
  /** Called when a run starts. */
  onRun: () => void = () => undefined;
  readonly #plain = new PlainRunner();

  async compile(model: Uint8Array): Promise<CompiledGraph> {
    const graph = await this.#plain.compile(model);
    return {
      run: async (feeds, fetches) => {
        this.onRun();
        const inner = Object.entries(feeds).map(([name, tensor]) => [name, (tensor as RemoteTensor).inner] as const);
        const results = await graph.run(Object.fromEntries(inner), fetches);
        return Object.fromEntries(
          Object.entries(results).map(([name, tensor]) => [name, new RemoteTensor(tensor as ort.Tensor, this)]),
        );
      },
      release: () => graph.release(),
    };
  }

  tensor(...parameters: Parameters<PlainRunner['tensor']>): RunnerTensor {
    return new RemoteTensor(this.#plain.tensor(...parameters), this);
  }
}
