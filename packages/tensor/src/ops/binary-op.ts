import { DTypeError, OptionError } from '../errors.ts';
import { broadcastShapes } from '../shape/broadcast-shapes.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { DType, Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

/**
 * Runs an elementwise kernel on two operands that broadcast. A number becomes a scalar of the other operand's type: a
 * leaf, so that a lazy backend compiles once however the number changes.
 */
export function binaryOp(
  op: string,
  kernel: string,
  a: Tensor | number,
  b: Tensor | number,
  dtypes: readonly DType[],
): Tensor {
  return checkedBinary(op, kernel, a, b, dtypes, run);
}

/** Like `binaryOp`, for kernels that answer true or false and have no gradient. */
export function compareOp(
  op: string,
  kernel: string,
  a: Tensor | number,
  b: Tensor | number,
  dtypes: readonly DType[],
): Tensor {
  return checkedBinary(op, kernel, a, b, dtypes, runUntaped);
}

type Run = typeof run;

function checkedBinary(
  op: string,
  kernel: string,
  a: Tensor | number,
  b: Tensor | number,
  dtypes: readonly DType[],
  runKernel: Run,
): Tensor {
  if (typeof a === 'number') {
    if (typeof b === 'number')
      throw new OptionError(`${op}: both operands are numbers, expected at least one tensor`, { op, a, b });
    checkTensor(op, 'b', b, dtypes);
    const scalarA = scalarLike(op, a, b);
    return runAndDispose(runKernel, kernel, scalarA, b, scalarA);
  }
  checkTensor(op, 'a', a, dtypes);
  if (typeof b === 'number') {
    const scalarB = scalarLike(op, b, a);
    return runAndDispose(runKernel, kernel, a, scalarB, scalarB);
  }
  checkTensor(op, 'b', b, dtypes);
  if (a.dtype !== b.dtype) {
    throw new DTypeError(
      `${op}: a ${shapeText(a.shape)} is ${a.dtype}, b ${shapeText(b.shape)} is ${b.dtype}, expected the same type. Convert one with cast(x, dtype).`,
      { op, a: a.dtype, b: b.dtype },
    );
  }
  checkBroadcast(op, a, b);
  return runKernel(kernel, { a, b });
}

function checkBroadcast(op: string, a: Tensor, b: Tensor): void {
  const shapeA = a.shape;
  const shapeB = b.shape;
  const shared = Math.min(shapeA.length, shapeB.length);
  for (let i = 1; i <= shared; i++) {
    const extentA = shapeA[shapeA.length - i];
    const extentB = shapeB[shapeB.length - i];
    // The full rule runs only to make the message: operands mostly fit.
    if (extentA !== extentB && extentA !== 1 && extentB !== 1) broadcastShapes(op, shapeA, shapeB);
  }
}

function scalarLike(op: string, value: number, other: Tensor): Tensor {
  if (other.dtype === 'float32') return leaf(Float32Array.of(value), [], 'float32');
  if (other.dtype === 'int32') {
    if (!Number.isInteger(value)) {
      throw new DTypeError(
        `${op}: the number ${value} meets an int32 tensor ${shapeText(other.shape)}, expected an integer`,
        {
          op,
          value,
        },
      );
    }
    return leaf(Int32Array.of(value), [], 'int32');
  }
  throw new DTypeError(
    `${op}: the number ${value} meets a ${other.dtype} tensor ${shapeText(other.shape)}, expected a tensor`,
    {
      op,
      value,
    },
  );
}

function runAndDispose(runKernel: Run, kernel: string, a: Tensor, b: Tensor, scalar: Tensor): Tensor {
  try {
    return runKernel(kernel, { a, b });
  } finally {
    // The tape keeps its own reference where the gradient needs the value.
    scalar.dispose();
  }
}
