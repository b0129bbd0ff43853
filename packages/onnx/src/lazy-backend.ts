import { DisposedError, UnsupportedError } from '@cv/tensor/errors';
import { type BackendValues, type DataId, type DataType, KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import type { GraphDescription } from './describe-graph.ts';
import { deviceDType } from './device-dtype.ts';
import { extractProgram } from './extract-program.ts';
import type { ProductPrecision } from './graph-builder.ts';
import type { GraphRunner, RunnerTensor } from './graph-runner.ts';
import { byteSize, hostCopy } from './host-data.ts';
import type { KernelRule } from './kernel-rule.ts';
import { reshapeRule } from './kernels/reshape.ts';
import type { LazyBackendOptions } from './lazy-backend-options.ts';
import type { LazyStatistics } from './lazy-statistics.ts';
import { LazyValue, Operation } from './lazy-value.ts';
import { ProgramCompiler } from './program-compiler.ts';
import type { KernelRecorder } from './register-kernels.ts';
import { releaseUnused, resolveValue } from './release-unused.ts';

interface Entry {
  readonly value: LazyValue;
  references: number;
}

/** Recorded operations from which on dead ones are looked for. */
const FORGET_AT = 20_000;

/**
 * A tfjs backend that does not compute: it records. Every kernel call appends an operation; when a value is read, all living
 * values that wait become the outputs of one ONNX graph, which the runner compiles once per structure and runs.
 *
 * Values are computed only by `await tensor.data()`; `dataSync` works for values that are there already. Reads may overlap: runs
 * happen one after another, and operations recorded meanwhile wait for the next one.
 */
export class LazyBackend extends KernelBackend implements KernelRecorder {
  readonly #runner: GraphRunner;
  readonly #compiler: ProgramCompiler;
  /** Channels of a block in the graphs' blocked layout; 0 where they keep to the ONNX standard. */
  readonly blockSize: number;
  readonly precision: ProductPrecision;
  readonly #entries = new Map<DataId, Entry>();
  #recorded: Operation[] = [];
  /** The run in progress, if any; never rejects. */
  #running: Promise<void> | null = null;
  #counts = { runs: 0, runMs: 0 };

  constructor({ runner, maxGraphs = 64, blockSize = 0, precision = 'float32' }: LazyBackendOptions) {
    super();
    this.precision = precision;
    this.blockSize = blockSize;
    this.#runner = runner;
    this.#compiler = new ProgramCompiler(runner, maxGraphs, { block: blockSize, precision });
  }

  /** Counters for the user: compilations, cache hits, evictions, runs and where the time went. */
  get statistics(): LazyStatistics {
    const { compiles, hits, ...others } = this.#compiler.statistics;
    return { compiles, hits, ...this.#counts, ...others };
  }

  /** What the graph that was compiled last consists of; null before the first. */
  get lastGraph(): GraphDescription | null {
    return this.#compiler.lastGraph;
  }

  /** Recorded operations that have not run; some may be needed by nobody any more. */
  get waitingOperations(): number {
    return this.#recorded.length;
  }

  /** Records a kernel call and returns its outputs. */
  record(rule: KernelRule, inputs: readonly TensorInfo[], attributes: Readonly<Record<string, unknown>>): TensorInfo[] {
    const values = inputs.map((input) => this.#valueOf(input));
    try {
      const plan = rule.plan(values, attributes);
      const operation = new Operation(rule, plan, values, attributes);
      this.#recorded.push(operation);
      return operation.outputs.map((value) => this.#handle(value));
    } catch (error) {
      releaseUnused(values);
      throw error;
    }
  }

  /** A second handle on the data of `input`, under another shape of the same size. */
  alias(input: TensorInfo, shape: readonly number[]): TensorInfo {
    this.incRef(input.dataId);
    return { dataId: input.dataId, shape: [...shape], dtype: input.dtype };
  }

  /** Computes every living value that waits. */
  async sync(): Promise<void> {
    await this.#settle(() => this.#waiting());
  }

  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    const dataId = {};
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  override move(dataId: DataId, values: BackendValues, shape: number[], dtype: DataType, refCount: number): void {
    const type = deviceDType('onnx backend', dtype);
    const tensor = this.#runner.tensor(type, hostCopy(values, type), shape, 'given');
    const value = new LazyValue({ shape: [...shape], dtype: type }, null, tensor);
    value.handles = 1;
    this.#entries.set(dataId, { value, references: refCount });
  }

  override async read(dataId: DataId): Promise<BackendValues> {
    const { value } = this.#entry(dataId);
    // Held until the values are here, whatever becomes of the tensor meanwhile.
    value.reads++;
    try {
      if (value.tensor === null) await this.#compute(value);
      const { tensor } = value;
      if (tensor === null) throw new DisposedError('onnx backend: disposed before the value was computed');
      return (tensor.data ?? (await tensor.download!())) as BackendValues;
    } finally {
      value.reads--;
      releaseUnused([value]);
    }
  }

  override readSync(dataId: DataId): BackendValues {
    const { tensor } = this.#entry(dataId).value;
    if (tensor?.data !== undefined) return tensor.data as BackendValues;
    throw new UnsupportedError(
      `onnx backend: this value ${tensor === null ? 'has not been computed yet' : 'is not in host memory'} and cannot be read synchronously; use \`await read(tensor)\` (or \`await tensor.data()\`)`,
    );
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const entry = this.#entries.get(dataId);
    if (entry === undefined) return true;
    entry.references--;
    if (!force && entry.references > 0) return false;
    this.#entries.delete(dataId);
    entry.value.handles--;
    releaseUnused([entry.value]);
    this.#forgetDone();
    return true;
  }

  override incRef(dataId: DataId): void {
    this.#entry(dataId).references++;
  }

  override refCount(dataId: DataId): number {
    return this.#entries.get(dataId)?.references ?? 0;
  }

  override numDataIds(): number {
    return this.#entries.size;
  }

  override memory(): { unreliable: boolean; numBytes: number } {
    let numBytes = 0;
    for (const { value } of this.#entries.values()) {
      if (value.tensor !== null) numBytes += byteSize(value);
    }
    return { unreliable: false, numBytes };
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override timerAvailable(): boolean {
    return true;
  }

  /**
   * Calls `f`, computes all that waits and counts the runtime's milliseconds. What waited before is counted too, and tfjs's profiler,
   * which asks kernel by kernel, finds the time of the whole graph with the first one.
   */
  override async time(f: () => void): ReturnType<KernelBackend['time']> {
    const before = this.#counts.runMs;
    f();
    await this.sync();
    return { kernelMs: this.#counts.runMs - before };
  }

  override dispose(): void {
    const values = [...this.#entries.values()].map(({ value }) => value);
    for (const value of values) value.handles--;
    this.#entries.clear();
    this.#recorded = [];
    releaseUnused(values);
  }

  /** Waits for the run in progress and releases every compiled graph. */
  async release(): Promise<void> {
    while (this.#running !== null) await this.#running;
    await this.#compiler.clear();
  }

  #entry(dataId: DataId): Entry {
    const entry = this.#entries.get(dataId);
    if (entry === undefined) throw new DisposedError('onnx backend: the tensor has been disposed');
    return entry;
  }

  #valueOf(input: TensorInfo): LazyValue {
    const { value } = this.#entry(input.dataId);
    const same = value.shape.length === input.shape.length && value.shape.every((size, i) => size === input.shape[i]);
    if (same) return value;
    const call = { shape: input.shape };
    const operation = new Operation(reshapeRule, reshapeRule.plan([value], call), [value], call);
    this.#recorded.push(operation);
    return operation.output;
  }

  #handle(value: LazyValue): TensorInfo {
    const dataId = {};
    value.handles++;
    this.#entries.set(dataId, { value, references: 1 });
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  /** Values that wait and that somebody holds. */
  #waiting(): LazyValue[] {
    return this.#recorded.flatMap(({ outputs }) => outputs.filter(({ wanted }) => wanted));
  }

  /** A program that is never read must not grow without bound: drops what no living value needs, now and then. */
  #forgetDone(): void {
    if (this.#recorded.length < this.#forgetAt) return;
    this.#recorded = this.#recorded.filter(({ done }) => !done);
    this.#forgetAt = Math.max(FORGET_AT, 2 * this.#recorded.length);
  }
  #forgetAt = FORGET_AT;

  /** Computes `value`, and on the way all that waits; when another value's operation fails, `value` alone. */
  async #compute(value: LazyValue): Promise<void> {
    try {
      await this.#settle(() => (value.tensor === null ? this.#waiting() : []));
    } catch (error) {
      if (this.#waiting().length < 2) throw error;
      await this.#settle(() => (value.tensor === null ? [value] : []));
    }
  }

  /** Runs one program after the other until `rootsNow` has nothing left to ask for. */
  async #settle(rootsNow: () => LazyValue[]): Promise<void> {
    for (;;) {
      while (this.#running !== null) await this.#running;
      const roots = rootsNow();
      if (roots.length === 0) return;
      const run = this.#runRoots(roots);
      this.#running = run.then(
        () => undefined,
        () => undefined,
      );
      try {
        await run;
      } finally {
        this.#running = null;
      }
    }
  }

  async #runRoots(roots: readonly LazyValue[]): Promise<void> {
    const program = extractProgram(this.#recorded, roots);
    const { leaves } = program;
    for (const leaf of leaves) leaf.uses++;
    try {
      const graph = await this.#compiler.graphOf(program);
      const feeds: Record<string, RunnerTensor> = {};
      for (let i = 0; i < leaves.length; i++) feeds[graph.inputNames[i]!] = leaves[i]!.tensor!;
      const start = performance.now();
      const read = graph.outputNames.filter((_, i) => roots[i]!.reads > 0);
      const results = await graph.compiled.run(feeds, graph.outputNames, read);
      this.#counts.runMs += performance.now() - start;
      this.#counts.runs++;
      for (let i = 0; i < roots.length; i++) resolveValue(roots[i]!, results[graph.outputNames[i]!]!);
      this.#recorded = this.#recorded.filter(({ done }) => !done);
    } finally {
      for (const leaf of leaves) leaf.uses--;
      releaseUnused(leaves);
    }
  }
}
