import { tensor } from '../creation/tensor.ts';
import type { Tensor } from '../tensor.ts';
import { goldens as made } from './goldens.generated.ts';

/** A tensor as data. */
export interface Packed {
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: number[];
}

/** An op on given inputs, its output, and the gradients of sum(output * weights) by its float inputs. */
export interface GoldenCase {
  readonly name: string;
  readonly op: string;
  readonly options: Record<string, unknown>;
  readonly inputs: Record<string, Packed>;
  readonly output: Packed;
  readonly weights: Packed;
  readonly gradients: Record<string, Packed>;
}

/** Several steps of an optimiser. */
export interface OptimiserCase {
  readonly op: 'adamWUpdate' | 'sgdUpdate';
  readonly attrs: Record<string, unknown>;
  readonly parameter: Packed;
  readonly gradients: Packed[];
  readonly schedules: number[][];
  readonly after: Packed[];
}

interface Goldens {
  readonly torch: string;
  readonly cases: GoldenCase[];
  readonly optimisers: OptimiserCase[];
}

/** Values and gradients of ops, computed by PyTorch in float64; see fixtures/ops. */
export const goldens: Goldens = made as Goldens;

/** The tensor that a packed one stands for. */
export function unpack({ values, shape, dtype }: Packed): Tensor {
  const data = dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
  return dtype === 'bool' ? tensor(Array.from(values, Boolean), shape, 'bool') : tensor(data, shape);
}
