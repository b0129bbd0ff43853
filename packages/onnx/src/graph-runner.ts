import type { DeviceDType } from './lazy-value.ts';

/** A tensor in the runner's hands: dense, row-major, in host memory. */
export interface RunnerTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** A compiled graph: runs many times, then is released. */
export interface CompiledGraph {
  /**
   * Runs the graph once.
   *
   * @param feeds one tensor per graph input, by name
   * @param fetches names of the outputs wanted
   * @returns the outputs by name; their memory belongs to the caller
   */
  run(
    feeds: Readonly<Record<string, RunnerTensor>>,
    fetches: readonly string[],
  ): Promise<Readonly<Record<string, RunnerTensor>>>;
  /** Frees what the runtime holds for this graph. */
  release(): Promise<void>;
}

/** What executes ONNX models for the lazy backend: onnxruntime-node, onnxruntime-web or another runtime. */
export interface GraphRunner {
  /** Name for messages, such as `onnxruntime-node 1.30.0`. */
  readonly name: string;
  /** Compiles the bytes of an ONNX model. */
  compile(model: Uint8Array): Promise<CompiledGraph>;
  /** Wraps host memory (not copied) as an input tensor; bool data is a `Uint8Array` of 0 and 1. */
  tensor(dtype: DeviceDType, data: Float32Array | Int32Array | Uint8Array, shape: readonly number[]): RunnerTensor;
}
