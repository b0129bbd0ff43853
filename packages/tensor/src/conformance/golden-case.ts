import { tensor } from '../creation/tensor.ts';
import type { Tensor } from '../tensor.ts';
import { goldens as made } from './goldens.generated.ts';

/** A tensor as data. */
export interface Packed {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  /** Row-major. JSON has no NaN and no infinities: 'NaN', 'Infinity' and '-Infinity' stand for them. */
  readonly values: readonly (number | string)[];
}

/** An op on given inputs, its output, and the gradients of sum(output * weights) by its float inputs. */
export interface GoldenCase {
  readonly name: string;
  readonly op: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, Packed>>;
  readonly output: Packed;
  readonly weights: Packed;
  readonly gradients: Readonly<Record<string, Packed>>;
  /** How far PyTorch in float32 is off from PyTorch in float64: the largest difference in the output and in each gradient. */
  readonly float32Error?: { readonly output: number; readonly gradients: Readonly<Record<string, number>> };
}

/** Several steps of an optimiser, with the parameter and its state after each. */
export interface OptimiserCase {
  readonly op: 'adamWUpdate' | 'sgdUpdate';
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly parameter: Packed;
  readonly gradients: readonly Packed[];
  readonly schedules: readonly (readonly number[])[];
  readonly after: readonly Readonly<Record<string, Packed>>[];
}

interface Goldens {
  readonly torch: string;
  readonly cases: readonly GoldenCase[];
  readonly optimisers: readonly OptimiserCase[];
}

/** Values and gradients of ops, computed by PyTorch in float64; see fixtures/ops. */
export const goldens: Goldens = made as Goldens;

/** The values of a packed tensor as the device is to hold them: float32 or int32 numbers, 0 and 1 for bool. */
export function numbersOf({ values, dtype }: Packed): Float32Array | Int32Array {
  return dtype === 'float32' ? Float32Array.from(values, Number) : Int32Array.from(values, Number);
}

/** The tensor that a packed one stands for. */
export function unpack(packed: Packed): Tensor {
  const { shape, dtype } = packed;
  const numbers = numbersOf(packed);
  return dtype === 'bool' ? tensor(Array.from(numbers, Boolean), shape, 'bool') : tensor(numbers, shape);
}
