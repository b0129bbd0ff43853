import { ShapeError } from '../errors.ts';
import { broadcastShapes } from '../shape/broadcast-shapes.ts';
import { shapeSize } from '../shape/shape-size.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';
import { broadcastTo } from './broadcast-to.ts';

export interface MatmulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * Matrix product of the last two axes; the axes before them broadcast.
 *
 * y = A B, with A and B transposed if asked
 *
 * @param a `[..., M, K]` float32, or `[..., K, M]` with transposeA
 * @param b `[..., K, N]` float32, or `[..., N, K]` with transposeB
 * @param options.transposeA default false
 * @param options.transposeB default false
 * @returns `[..., M, N]` float32
 * @throws ShapeError when a rank is below 2, the inner extents differ or the leading axes do not broadcast; DTypeError, DisposedError
 * @example
 * ```ts
 * const scores = matmul(query, key, { transposeB: true });
 * ```
 */
export function matmul(a: Tensor, b: Tensor, { transposeA = false, transposeB = false }: MatmulOptions = {}): Tensor {
  checkTensor('matmul', 'a', a, FLOAT);
  checkTensor('matmul', 'b', b, FLOAT);
  const rankA = a.shape.length;
  const rankB = b.shape.length;
  if (rankA < 2 || rankB < 2) {
    throw new ShapeError(`matmul: a is ${shapeText(a.shape)}, b is ${shapeText(b.shape)}, expected rank 2 or more`, {
      op: 'matmul',
      a: a.shape,
      b: b.shape,
    });
  }
  const innerA = a.shape[rankA - (transposeA ? 2 : 1)]!;
  const innerB = b.shape[rankB - (transposeB ? 1 : 2)]!;
  if (innerA !== innerB) {
    throw new ShapeError(
      `matmul: a ${shapeText(a.shape)}${transposeA ? ' transposed' : ''} has ${innerA} columns, b ${shapeText(b.shape)}${transposeB ? ' transposed' : ''} has ${innerB} rows, expected the same number`,
      { op: 'matmul', a: a.shape, b: b.shape, transposeA, transposeB },
    );
  }
  if (a.size === 0 || b.size === 0) return emptyProduct(a, b, transposeA, transposeB);
  if (rankA === 2 && rankB === 2) return run('BatchMatMul', { a, b }, { transposeA, transposeB });
  return batched(a, b, transposeA, transposeB);
}

/** No elements, or sums of none: 0. The kernels of tfjs wasm and XNNPACK leave such a product unwritten. */
function emptyProduct(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  const batch = broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));
  return fill([...batch, a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!], 0);
}

function batched(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
  const batch = broadcastShapes('matmul', batchA, batchB);
  const columns = b.shape[b.shape.length - (transposeB ? 2 : 1)]!;
  return tidy(() => {
    if (batchB.length === 0 && !transposeA) {
      // One matrix for the whole batch: a single product over all rows.
      const rows = run('Reshape', { x: a }, { shape: [shapeSize(batchA) * rowsA, columnsA] });
      const product = run('BatchMatMul', { a: rows, b }, { transposeA, transposeB });
      return run('Reshape', { x: product }, { shape: [...batchA, rowsA, columns] });
    }
    // Backends broadcast a batch of one at most: other mixtures are spelt out.
    const wholeA = broadcastTo(a, [...batch, ...a.shape.slice(-2)]);
    const wholeB = broadcastTo(b, [...batch, ...b.shape.slice(-2)]);
    return run('BatchMatMul', { a: wholeA, b: wholeB }, { transposeA, transposeB });
  });
}
