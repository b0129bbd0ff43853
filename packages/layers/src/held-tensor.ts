import { clone, dispose, keep, read, type Shape, type Tensor, tensor } from '@cv/tensor';
import { DisposedError, DTypeError, ShapeError, WeightsError } from '@cv/tensor/errors';
import type { StateTensor } from './state-dict.ts';
import { deviceShape, toDeviceLayout, torchShape, toTorchLayout, type WeightLayout } from './weight-layout.ts';

const readableTypes: ReadonlySet<string> = new Set(['float64', 'float32', 'float16', 'bfloat16']);

/**
 * A float32 tensor that a module owns for its whole life: it survives every scope and is replaced, never changed.
 * The base of {@link Parameter} and {@link TensorBuffer}.
 */
export abstract class HeldTensor {
  /** How the value lies on the device against PyTorch's layout. */
  readonly layout: WeightLayout;
  #value: Tensor | null;

  protected constructor(value: Tensor, layout: WeightLayout) {
    if (value.dtype !== 'float32') {
      throw new DTypeError(`${new.target.name}: the value has dtype ${value.dtype}, expected float32; cast it first`, {
        received: value.dtype,
      });
    }
    this.layout = layout;
    this.#value = keep(value);
  }

  /**
   * The tensor, borrowed.
   * @throws DisposedError when the module was disposed.
   */
  get value(): Tensor {
    if (this.#value === null) {
      throw new DisposedError('Module: the value of a parameter was asked for after dispose(); create the model again');
    }
    return this.#value;
  }

  /** The shape in PyTorch's layout, as the state dict has it. */
  get shape(): Shape {
    return torchShape(this.value.shape, this.layout);
  }

  /** Number of values. */
  get size(): number {
    return this.value.size;
  }

  /** Whether {@link dispose} was called. */
  get isDisposed(): boolean {
    return this.#value === null;
  }

  /**
   * Replaces the tensor: takes ownership of `next` (keeps it beyond any scope) and disposes the one before.
   * @param next float32, the same device shape as {@link value}.
   * @throws ShapeError, DTypeError when it does not fit; `next` stays the caller's then.
   */
  assign(next: Tensor): void {
    const value = this.value;
    if (next === value) return;
    if (next.dtype !== 'float32') {
      throw new DTypeError(`assign: the new value has dtype ${next.dtype}, expected float32`, { received: next.dtype });
    }
    if (next.shape.length !== value.shape.length || next.shape.some((length, axis) => length !== value.shape[axis])) {
      throw new ShapeError(
        `assign: the new value has shape [${next.shape.join()}], expected [${value.shape.join()}]; a held tensor keeps its shape`,
        { expected: value.shape, received: next.shape },
      );
    }
    this.#value = keep(next);
    dispose(value);
  }

  /**
   * Replaces the value by numbers in PyTorch's order, as the initialisers make them.
   * @param data {@link size} values of a tensor of {@link shape}; copied.
   * @throws ShapeError when the count differs.
   */
  fill(data: Float32Array): void {
    const shape = this.shape;
    if (data.length !== this.size) {
      throw new ShapeError(`fill: received ${data.length} values, expected ${this.size} for shape [${shape.join()}]`, {
        expected: shape,
        received: [data.length],
      });
    }
    this.assign(tensor(toDeviceLayout(data, shape, this.layout), deviceShape(shape, this.layout), 'float32'));
  }

  /** The values of this moment as plain data; later changes of the value do not show. */
  snapshot(): () => Promise<StateTensor> {
    const { shape, layout } = this;
    const held = keep(clone(this.value));
    return async () => {
      try {
        const data = (await read(held)) as Float32Array; // float32 by the constructor's check
        return { dtype: 'float32', shape, data: toTorchLayout(data, held.shape, layout) };
      } finally {
        dispose(held);
      }
    };
  }

  /**
   * Replaces the value by a stored tensor with as many values.
   * @throws WeightsError when its dtype is no float type or its data does not fill its shape.
   */
  load(stored: StateTensor, name: string): void {
    this.requireReadable(stored, name);
    this.fill(stored.data instanceof Float32Array ? stored.data : Float32Array.from(stored.data as ArrayLike<number>));
  }

  /** @throws WeightsError when {@link load} cannot take the dtype or the number of values of `stored`. */
  requireReadable(stored: StateTensor, name: string): void {
    if (stored.data.length !== this.size) {
      throw new WeightsError(
        `loadStateDict: ${name} has ${stored.data.length} values, expected ${this.size} for shape [${stored.shape.join()}]`,
        { name, expected: this.size, received: stored.data.length },
      );
    }
    if (readableTypes.has(stored.dtype) && !(stored.data instanceof BigInt64Array)) return;
    throw new WeightsError(
      `loadStateDict: ${name} is stored as ${stored.dtype}, expected a float type; quantised weights must be dequantised first`,
      { name, received: stored.dtype },
    );
  }

  /** Frees the tensor; a second call does nothing. */
  dispose(): void {
    if (this.#value === null) return;
    dispose(this.#value);
    this.#value = null;
  }
}
