import type { KernelProgram } from './kernel-program.ts';
import type { DeviceDType } from './lazy-value.ts';

/** A tensor in the runner's hands: dense, row-major, in host memory or where the runner computes. */
export interface RunnerTensor {
  readonly dims: readonly number[];
  /** The values where they are in host memory (bool: a `Uint8Array` of 0 and 1); undefined where `download` must fetch them first. */
  readonly data?: unknown;
  /** Fetches the values of a tensor that lies elsewhere; they are `data` from then on. Present wherever `data` may be missing. */
  readonly download?: () => Promise<unknown>;
  /** Frees what the runner holds for the tensor, which nobody uses any more. Absent where the garbage collector does all. */
  readonly release?: () => void;
}

/**
 * Whose memory a runner gets: `borrowed` is the caller's, who leaves it unchanged until the runs that read it are over; `given` is the
 * runner's from then on, which may move it away.
 */
export type Ownership = 'borrowed' | 'given';

/** A compiled graph: runs many times, then is released. */
export interface CompiledGraph {
  /**
   * Runs the graph once.
   *
   * @param feeds one tensor per graph input, by name
   * @param fetches names of the outputs wanted
   * @param read those of them whose values are read next: a runner that computes elsewhere may send them along
   * @returns the outputs by name, the caller's to release
   */
  run(
    feeds: Readonly<Record<string, RunnerTensor>>,
    fetches: readonly string[],
    read?: readonly string[],
  ): Promise<Readonly<Record<string, RunnerTensor>>>;
  /** Frees what the runtime holds for this graph. */
  release(): Promise<void>;
}

/** What executes ONNX models for the lazy backend: onnxruntime-node, onnxruntime-web or another runtime. */
export interface GraphRunner {
  /** Name for messages, such as `onnxruntime-node 1.30.0`. */
  readonly name: string;
  /**
   * Whether convolutions and matrix products of float16 factors run in half precision (`native`), or only as float32 between conversions
   * (`emulated`, also when absent).
   */
  readonly float16?: 'native' | 'emulated';
  /** Compiles the bytes of an ONNX model. */
  compile(model: Uint8Array): Promise<CompiledGraph>;
  /**
   * Takes a program as the kernel calls that it is made of, in place of an ONNX model: for a runner over another tfjs backend. Its inputs
   * are named `x0`, `x1`, ... in the order of the leaves, its outputs `y0`, `y1`, ... in the order of the roots.
   */
  replay?(program: KernelProgram): Promise<CompiledGraph>;
  /** Wraps host memory as an input tensor; bool data is a `Uint8Array` of 0 and 1. Default `borrowed`. */
  tensor(
    dtype: DeviceDType,
    data: Float32Array | Int32Array | Uint8Array,
    shape: readonly number[],
    ownership?: Ownership,
  ): RunnerTensor;
}
