import { UnsupportedError } from '@cv/tensor/errors';
import { type BackendValues, type DataId, type DataType, KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { deviceDType } from '../device-dtype.ts';
import { type HostData, hostCopy } from '../host-data.ts';
import type { KernelRule } from '../kernel-rule.ts';
import { reshapeRule } from '../kernels/reshape.ts';
import { LazyValue, Operation, type ValueSpec } from '../lazy-value.ts';
import type { KernelRecorder } from '../register-kernels.ts';
import { sameShape } from '../same-shape.ts';

/** What a recorded program reads and does not compute: a tensor of the device (a weight), or numbers made while recording. */
export type Leaf = { readonly tensor: TensorInfo } | { readonly data: HostData };

/**
 * A tfjs backend that only writes down one forward pass. Tensors of the device that was active before are read by nobody and moved
 * nowhere: they become leaves.
 */
export class TraceBackend extends KernelBackend implements KernelRecorder {
  readonly operations: Operation[] = [];
  readonly leaves: Map<LazyValue, Leaf> = new Map();
  /** Name of the module in whose forward pass an operation was recorded. */
  readonly scopes: Map<Operation, string> = new Map();
  /** Name of the module whose forward pass is going on. */
  scope = '';
  /** Living tensors of this backend and, once they are read, of others. */
  readonly #values = new Map<DataId, LazyValue>();
  readonly #own = new Set<DataId>();

  /** A handle on a value without data: the input of the program. */
  placeholder(spec: ValueSpec): TensorInfo {
    return this.#handle(new LazyValue(spec, null, null));
  }

  /** The value behind a tensor, recorded under the tensor's own shape. */
  valueBehind(info: TensorInfo): LazyValue {
    const value = this.#values.get(info.dataId) ?? this.#foreign(info);
    if (sameShape(value.shape, info.shape)) return value;
    const { outputs, attributes } = reshapeRule.plan([value], { shape: info.shape });
    return this.#operation(reshapeRule, [value], { outputs, attributes }).output;
  }

  /** The value behind a tensor as something that the program computes, even where it is a leaf. */
  resultOf(info: TensorInfo): LazyValue {
    const value = this.valueBehind(info);
    if (value.producer !== null) return value;
    const { outputs, attributes } = reshapeRule.plan([value], { shape: info.shape });
    return this.#operation(reshapeRule, [value], { outputs, attributes }).output;
  }

  record(rule: KernelRule, inputs: readonly TensorInfo[], attributes: Readonly<Record<string, unknown>>): TensorInfo[] {
    const values = inputs.map((input) => this.valueBehind(input));
    const operation = this.#operation(rule, values, rule.plan(values, attributes));
    return operation.outputs.map((value) => this.#handle(value));
  }

  alias(input: TensorInfo, shape: readonly number[]): TensorInfo {
    const value = this.#values.get(input.dataId) ?? this.#foreign(input);
    return { ...this.#handle(value), shape: [...shape] };
  }

  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    const type = deviceDType('onnx backend', dtype);
    const value = new LazyValue({ shape: [...shape], dtype: type }, null, null);
    this.leaves.set(value, { data: hostCopy(values, type) });
    return this.#handle(value).dataId;
  }

  override async read(dataId: DataId): Promise<BackendValues> {
    return this.readSync(dataId);
  }

  override readSync(dataId: DataId): BackendValues {
    const data = this.#data(dataId);
    if (data !== undefined) return data;
    throw new UnsupportedError(
      'recording a forward pass: it reads a value that it computes, which does not exist yet; compute with tensors only',
    );
  }

  /** True when the tensor has values: numbers that JavaScript made while recording. */
  isConstant(dataId: DataId): boolean {
    return this.#data(dataId) !== undefined;
  }

  override disposeData(dataId: DataId): boolean {
    this.#values.delete(dataId);
    this.#own.delete(dataId);
    return true;
  }

  /** Tensors made while recording that are still alive. */
  get living(): ReadonlySet<DataId> {
    return this.#own;
  }

  override incRef(): void {}

  override refCount(): number {
    return 1;
  }

  override numDataIds(): number {
    return this.#values.size;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override timerAvailable(): boolean {
    return false;
  }

  override dispose(): void {}

  #data(dataId: DataId): HostData | undefined {
    const leaf = this.leaves.get(this.#values.get(dataId)!);
    return leaf !== undefined && 'data' in leaf ? leaf.data : undefined;
  }

  #operation(rule: KernelRule, inputs: readonly LazyValue[], plan: ReturnType<KernelRule['plan']>): Operation {
    const operation = new Operation(rule, plan, inputs);
    this.operations.push(operation);
    this.scopes.set(operation, this.scope);
    return operation;
  }

  #handle(value: LazyValue): TensorInfo {
    const dataId = {};
    this.#values.set(dataId, value);
    this.#own.add(dataId);
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  #foreign(info: TensorInfo): LazyValue {
    const value = new LazyValue({ shape: [...info.shape], dtype: deviceDType('onnx backend', info.dtype) }, null, null);
    this.#values.set(info.dataId, value);
    this.leaves.set(value, { tensor: info });
    return value;
  }
}
