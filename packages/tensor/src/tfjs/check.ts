import { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { DisposedError, DTypeError, OptionError, ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { DType, Tensor } from '../tensor.ts';

/** Checks that an operand is a living tensor, of one of the `dtypes` if given. */
export function checkTensor(op: string, name: string, value: Tensor, dtypes?: readonly DType[]): void {
  if (!(value instanceof TfTensor)) {
    throw new OptionError(
      `${op}: ${name} is ${describe(value)}, expected a tensor. Make one with tensor(values, shape).`,
      { op, name },
    );
  }
  if (value.isDisposed) {
    throw new DisposedError(
      `${op}: ${name} ${shapeText(value.shape)} has been disposed. Return it from its scope(), track it in a Pool, or clone() it first.`,
      { op, name, shape: value.shape },
    );
  }
  if (dtypes !== undefined && !dtypes.includes(value.dtype as DType)) {
    throw new DTypeError(
      `${op}: ${name} ${shapeText(value.shape)} is ${value.dtype}, expected ${dtypes.join(' or ')}. Convert it with cast(x, '${dtypes[0]}').`,
      { op, name, expected: dtypes, received: value.dtype },
    );
  }
}

/** Checks that an operand is a living tensor of the given rank. */
export function checkRank(op: string, name: string, value: Tensor, rank: number, layout: string): void {
  if (value.shape.length !== rank) {
    throw new ShapeError(`${op}: ${name} is ${shapeText(value.shape)}, expected rank ${rank} ${layout}`, {
      op,
      name,
      expected: rank,
      received: value.shape,
    });
  }
}

/** Checks that an operand is `[size]`, such as a per-channel scale. */
export function checkVector(op: string, name: string, value: Tensor, size: number, meaning: string): void {
  checkTensor(op, name, value, FLOAT);
  if (value.shape.length !== 1 || value.shape[0] !== size) {
    throw new ShapeError(`${op}: ${name} is ${shapeText(value.shape)}, expected [${size}] (${meaning})`, {
      op,
      name,
      expected: [size],
      received: value.shape,
    });
  }
}

export const FLOAT: readonly DType[] = ['float32'];
export const NUMERIC: readonly DType[] = ['float32', 'int32'];
export const BOOL: readonly DType[] = ['bool'];
export const INT: readonly DType[] = ['int32'];

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
