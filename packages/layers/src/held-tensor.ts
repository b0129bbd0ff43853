import { clone, dispose, keep, type NotPromise, read, type Shape, type Tensor, tensor, zeros } from '@cv/tensor';
import { DisposedError, DTypeError, ShapeError, WeightsError } from '@cv/tensor/errors';
import type { StateDType, StateTensor } from './state-dict.ts';
import { deviceShape, toDeviceLayout, torchShape, toTorchLayout, type WeightLayout } from './weight-layout.ts';

const readableTypes: ReadonlySet<string> = new Set(['float64', 'float32', 'float16', 'bfloat16']);

/** Makes the values of a held tensor, in PyTorch's order. */
export type Draw = () => Float32Array;

/** A value that is made when it is first asked for. */
export interface Drawn {
  /** In PyTorch's layout. */
  readonly shape: Shape;
  readonly draw: Draw;
}

let drawing = true;

/**
 * Runs `f` with zeros, of the scope around, in the place of values that were not drawn yet: for a pass of which only the shapes matter.
 */
export function withoutDrawing<T>(f: () => NotPromise<T>): T {
  const before = drawing;
  drawing = false;
  try {
    return f();
  } finally {
    drawing = before;
  }
}

/**
 * A float32 tensor that a module owns for its whole life: it survives every scope and is replaced, never changed.
 * The base of {@link Parameter} and {@link TensorBuffer}.
 */
export abstract class HeldTensor {
  /** How the value lies on the device against PyTorch's layout. */
  readonly layout: WeightLayout;
  /** The shape in PyTorch's layout, as the state dict has it. */
  readonly shape: Shape;
  /** Number of values. */
  readonly size: number;
  /** The tensor, or what draws it when it is first asked for, or null after {@link dispose}. */
  #value: Tensor | Draw | null;

  protected constructor(value: Tensor | Drawn, layout: WeightLayout) {
    this.layout = layout;
    if ('draw' in value) {
      this.shape = value.shape;
      this.size = value.shape.reduce((product, length) => product * length, 1);
      this.#value = value.draw;
      return;
    }
    if (value.dtype !== 'float32') {
      throw new DTypeError(`${new.target.name}: the value has dtype ${value.dtype}, expected float32; cast it first`, {
        received: value.dtype,
      });
    }
    this.shape = torchShape(value.shape, layout);
    this.size = value.size;
    this.#value = keep(value);
  }

  /**
   * The tensor, borrowed.
   * @throws DisposedError when the module was disposed.
   */
  get value(): Tensor {
    const value = this.#undisposed();
    if (typeof value !== 'function') return value;
    if (!drawing) return zeros(deviceShape(this.shape, this.layout));
    const drawn = this.#held(value());
    this.#value = drawn;
    return drawn;
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
    const before = this.#undisposed();
    if (next === before) return;
    if (next.dtype !== 'float32') {
      throw new DTypeError(`assign: the new value has dtype ${next.dtype}, expected float32`, { received: next.dtype });
    }
    const expected = deviceShape(this.shape, this.layout);
    if (next.shape.length !== expected.length || next.shape.some((length, axis) => length !== expected[axis])) {
      throw new ShapeError(
        `assign: the new value has shape [${next.shape.join()}], expected [${expected.join()}]; a held tensor keeps its shape`,
        { expected, received: next.shape },
      );
    }
    this.#value = keep(next);
    if (typeof before !== 'function') dispose(before);
  }

  /**
   * Replaces the value by numbers in PyTorch's order, as the initialisers make them.
   * @param data {@link size} values of a tensor of {@link shape}, copied; or a function that gives them, which is called when the
   * value is first asked for: never, when weights are loaded before. Its random numbers must be a stream of its own.
   * @throws ShapeError when the count differs.
   */
  fill(data: Float32Array | Draw): void {
    const before = this.#undisposed();
    this.#value = typeof data === 'function' ? data : this.#held(data);
    if (typeof before !== 'function') dispose(before);
  }

  #undisposed(): Tensor | Draw {
    if (this.#value !== null) return this.#value;
    throw new DisposedError('Module: the value of a parameter was asked for after dispose(); create the model again');
  }

  /** A tensor on the device of values in PyTorch's order, kept. */
  #held(data: Float32Array): Tensor {
    const { shape, size, layout } = this;
    if (data.length !== size) {
      throw new ShapeError(`fill: received ${data.length} values, expected ${size} for shape [${shape.join()}]`, {
        expected: shape,
        received: [data.length],
      });
    }
    return keep(tensor(toDeviceLayout(data, shape, layout), deviceShape(shape, layout), 'float32'));
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
    this.requireDType(stored.data instanceof BigInt64Array ? 'int64' : stored.dtype, name);
  }

  /** @throws WeightsError when {@link load} cannot take tensors of the dtype. */
  requireDType(dtype: StateDType, name: string): void {
    if (readableTypes.has(dtype)) return;
    throw new WeightsError(
      `loadStateDict: ${name} is stored as ${dtype}, expected a float type; quantised weights must be dequantised first`,
      { name, received: dtype },
    );
  }

  /** Frees the tensor; a second call does nothing. */
  dispose(): void {
    if (this.#value !== null && typeof this.#value !== 'function') dispose(this.#value);
    this.#value = null;
  }
}
