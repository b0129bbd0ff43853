import { DisposedError, UnsupportedError } from '@cv/tensor/errors';
import { type BackendValues, type DataId, type DataType, KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { describeGraph, type GraphDescription } from './describe-graph.ts';
import { deviceDType } from './device-dtype.ts';
import { encodeModel } from './encode-model.ts';
import { extractProgram, type Program } from './extract-program.ts';
import type { ProductPrecision } from './graph-builder.ts';
import { type CachedGraph, GraphCache } from './graph-cache.ts';
import type { GraphRunner, RunnerTensor } from './graph-runner.ts';
import { byteSize, hostCopy } from './host-data.ts';
import type { KernelRule } from './kernel-rule.ts';
import { reshapeRule } from './kernels/reshape.ts';
import type { LazyBackendOptions } from './lazy-backend-options.ts';
import type { LazyStatistics } from './lazy-statistics.ts';
import { LazyValue, Operation } from './lazy-value.ts';
import { lowerProgram } from './lower-program.ts';
import type { KernelRecorder } from './register-kernels.ts';

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
  readonly #cache: GraphCache;
  /** Channels of a block in the graphs' blocked layout; 0 where they keep to the ONNX standard. */
  readonly blockSize: number;
  readonly precision: ProductPrecision;
  readonly #entries = new Map<DataId, Entry>();
  #recorded: Operation[] = [];
  /** The run in progress, if any; never rejects. */
  #running: Promise<void> | null = null;
  #lastGraph: GraphDescription | null = null;
  #counts = { compiles: 0, hits: 0, runs: 0, compileMs: 0, runMs: 0, lastNodes: 0, lastReorderings: 0 };

  constructor({ runner, maxGraphs = 64, blockSize = 0, precision = 'float32' }: LazyBackendOptions) {
    super();
    this.precision = precision;
    this.blockSize = blockSize;
    this.#runner = runner;
    this.#cache = new GraphCache(maxGraphs);
  }

  /** Counters for the user: compilations, cache hits, evictions, runs and where the time went. */
  get statistics(): LazyStatistics {
    return { ...this.#counts, evictions: this.#cache.evictions, cachedGraphs: this.#cache.size };
  }

  /** What the graph that was compiled last consists of; null before the first. */
  get lastGraph(): GraphDescription | null {
    return this.#lastGraph;
  }

  /** Recorded operations that have not run; some may be needed by nobody any more. */
  get waitingOperations(): number {
    return this.#recorded.length;
  }

  /** Records a kernel call and returns its outputs. */
  record(rule: KernelRule, inputs: readonly TensorInfo[], attributes: Readonly<Record<string, unknown>>): TensorInfo[] {
    const values = inputs.map((input) => this.#valueOf(input));
    const plan = rule.plan(values, attributes);
    const operation = new Operation(rule, plan.attributes, values, plan.outputs);
    this.#recorded.push(operation);
    return operation.outputs.map((value) => this.#handle(value));
  }

  /** A second handle on the data of `input`, under another shape of the same size. */
  alias(input: TensorInfo, shape: readonly number[]): TensorInfo {
    this.incRef(input.dataId);
    return { dataId: input.dataId, shape: [...shape], dtype: input.dtype };
  }

  /** Computes every living value that waits. */
  async sync(): Promise<void> {
    await this.#settle(() => this.#waiting(), true);
  }

  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    const dataId = {};
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  override move(dataId: DataId, values: BackendValues, shape: number[], dtype: DataType, refCount: number): void {
    const type = deviceDType('onnx backend', dtype);
    const tensor = this.#runner.tensor(type, hostCopy(values, type), shape);
    const value = new LazyValue({ shape: [...shape], dtype: type }, null, tensor);
    value.handles = 1;
    this.#entries.set(dataId, { value, references: refCount });
  }

  override async read(dataId: DataId): Promise<BackendValues> {
    const { value } = this.#entry(dataId);
    if (value.tensor === null) await this.#compute(value);
    return value.tensor!.data as BackendValues;
  }

  override readSync(dataId: DataId): BackendValues {
    const { tensor } = this.#entry(dataId).value;
    if (tensor !== null) return tensor.data as BackendValues;
    throw new UnsupportedError(
      'onnx backend: this value has not been computed yet and cannot be read synchronously; use `await read(tensor)` (or `await tensor.data()`)',
    );
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const entry = this.#entries.get(dataId);
    if (entry === undefined) return true;
    entry.references--;
    if (!force && entry.references > 0) return false;
    this.#entries.delete(dataId);
    entry.value.handles--;
    this.#forgetDead();
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
    this.#entries.clear();
    this.#recorded = [];
  }

  /** Waits for the run in progress and releases every compiled graph. */
  async release(): Promise<void> {
    while (this.#running !== null) await this.#running;
    await this.#cache.clear();
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
    const { outputs, attributes } = reshapeRule.plan([value], { shape: input.shape });
    const operation = new Operation(reshapeRule, attributes, [value], outputs);
    this.#recorded.push(operation);
    return operation.output;
  }

  #handle(value: LazyValue): TensorInfo {
    const dataId = {};
    value.handles++;
    this.#entries.set(dataId, { value, references: 1 });
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  /** Values that wait and that somebody holds; `first`, when given, is among them. */
  #waiting(first?: LazyValue): LazyValue[] {
    const roots: LazyValue[] = [];
    for (const operation of this.#recorded) {
      for (const value of operation.outputs) {
        if (value.tensor === null && (value.handles > 0 || value === first)) roots.push(value);
      }
    }
    return roots;
  }

  /** A program that is never read must not grow without bound: drops what no living value needs, now and then. */
  #forgetDead(): void {
    if (this.#recorded.length < this.#forgetAt || this.#running !== null) return;
    this.#recorded = [...extractProgram(this.#recorded, this.#waiting()).operations];
    this.#forgetAt = Math.max(FORGET_AT, 2 * this.#recorded.length);
  }
  #forgetAt = FORGET_AT;

  /** Computes `value`, and on the way all that waits; when another value's operation fails, `value` alone. */
  async #compute(value: LazyValue): Promise<void> {
    try {
      await this.#settle(() => (value.tensor === null ? this.#waiting(value) : []), true);
    } catch (error) {
      if (this.#waiting(value).length === 1) throw error;
      await this.#settle(() => (value.tensor === null ? [value] : []), false);
    }
  }

  /**
   * Runs one program after the other until `rootsNow` has nothing left to ask for.
   *
   * @param all the roots are all that waits, so that nothing recorded before the run is needed after it
   */
  async #settle(rootsNow: () => LazyValue[], all: boolean): Promise<void> {
    for (;;) {
      while (this.#running !== null) await this.#running;
      const roots = rootsNow();
      if (roots.length === 0) return;
      const run = this.#runRoots(roots, all);
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

  async #runRoots(roots: readonly LazyValue[], all: boolean): Promise<void> {
    const program = extractProgram(this.#recorded, roots);
    const recordedBefore = this.#recorded.length;
    const graph = await this.#compiled(program);
    const feeds: Record<string, RunnerTensor> = {};
    for (let i = 0; i < program.leaves.length; i++) feeds[graph.inputNames[i]!] = program.leaves[i]!.tensor!;
    const start = performance.now();
    const results = await graph.compiled.run(feeds, graph.outputNames);
    this.#counts.runMs += performance.now() - start;
    this.#counts.runs++;
    for (let i = 0; i < roots.length; i++) roots[i]!.resolve(results[graph.outputNames[i]!]!);
    // What was recorded before the run is computed or dead now; what came during the run waits for the next one.
    if (all) this.#recorded.splice(0, recordedBefore);
  }

  async #compiled(program: Program): Promise<CachedGraph> {
    const cached = this.#cache.get(program.key);
    if (cached !== undefined) {
      this.#counts.hits++;
      return cached;
    }
    const start = performance.now();
    const { graph, inputNames, outputNames, reorderings } = lowerProgram(program, {
      block: this.blockSize,
      precision: this.precision,
    });
    const compiled = await this.#compile(program, encodeModel(graph));
    const entry = { compiled, inputNames, outputNames };
    await this.#cache.add(program.key, entry);
    this.#counts.compiles++;
    this.#counts.lastNodes = graph.nodes.length;
    this.#lastGraph = describeGraph(graph);
    this.#counts.lastReorderings = reorderings;
    this.#counts.compileMs += performance.now() - start;
    return entry;
  }

  async #compile(program: Program, model: Uint8Array): ReturnType<GraphRunner['compile']> {
    try {
      return await this.#runner.compile(model);
    } catch (cause) {
      const kernels = [...new Set(program.operations.map((operation) => operation.rule.kernel))];
      throw new UnsupportedError(
        `${this.#runner.name}: refused the graph of the kernels ${kernels.join(', ')}: ${String(cause)}`,
        { kernels },
        { cause },
      );
    }
  }
}
