import { indexMask } from '../composed/index-mask.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

interface Inputs {
  readonly x: Tensor;
  readonly segmentIds: Tensor;
}

/** `UnsortedSegmentSum`, the gradient of gather: the product of the one-hot segment ids with x. NaN and infinities of x spread. */
export function unsortedSegmentSum(
  { x, segmentIds }: Inputs,
  { numSegments }: { readonly numSegments: number },
): Tensor {
  const [count, ...inner] = x.shape as [number, ...number[]];
  const mask = run('Cast', { x: indexMask(segmentIds, numSegments) }, { dtype: 'float32' });
  const rows = run('Reshape', { x }, { shape: [count, count === 0 ? 0 : x.size / count] });
  const sums = run('BatchMatMul', { a: mask, b: rows }, { transposeA: true, transposeB: false });
  return run('Reshape', { x: sums }, { shape: [numSegments, ...inner] });
}
