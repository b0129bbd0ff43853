import { readFileSync } from 'node:fs';
import * as cv from '../index.ts';

export interface Packed {
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
  readonly values: number[];
}

export interface GoldenCase {
  readonly name: string;
  readonly op: string;
  readonly options: Record<string, unknown>;
  readonly inputs: Record<string, Packed>;
  readonly output: Packed;
  readonly weights: Packed;
  readonly gradients: Record<string, Packed>;
}

export interface OptimiserCase {
  readonly op: 'adamWUpdate' | 'sgdUpdate';
  readonly attrs: Record<string, unknown>;
  readonly parameter: Packed;
  readonly gradients: Packed[];
  readonly schedules: number[][];
  readonly after: Packed[];
}

interface Goldens {
  readonly cases: GoldenCase[];
  readonly optimisers: OptimiserCase[];
}

/** Values and gradients of ops, computed by PyTorch; see fixtures/ops. */
export const goldens: Goldens = JSON.parse(readFileSync(new URL('../../fixtures/ops/goldens.json', import.meta.url), 'utf8'));

/** Named operands that an op takes in its options rather than by position. */
const IN_OPTIONS: Record<string, readonly string[]> = {
  conv2d: ['bias'],
  batchNorm: ['scale', 'offset', 'mean', 'variance'],
  batchNormTrain: ['scale', 'offset'],
  layerNorm: ['scale', 'offset'],
};

/** The tensor that a packed one stands for. */
export function unpack({ values, shape, dtype }: Packed): cv.Tensor {
  return cv.tensor(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), shape);
}

/** Runs the op of a case on its inputs. */
export function runCase(one: GoldenCase, inputs: Record<string, cv.Tensor>): cv.Tensor {
  // The table names ops of different signatures: this is the one place that treats them alike.
  const op = (cv as unknown as Record<string, (...args: unknown[]) => cv.Tensor | cv.BatchNormTrainResult>)[one.op]!;
  const options: Record<string, unknown> = { ...one.options };
  const named = IN_OPTIONS[one.op] ?? [];
  const positional: unknown[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    if (named.includes(name)) options[name] = input;
    else positional.push(input);
  }
  const args = one.op === 'scaledDotProductAttention' ? [inputs, options] : [...positional, options];
  const result = op(...args);
  return 'y' in result ? result.y : result;
}

