import type { Tensor } from '../tensor.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

/**
 * `[..., depth]` bool: whether the position along the last axis is the index. A comparison rather than the kernel OneHot: tfjs wasm's
 * ignores its dtype and fills float32 with the bits of integers.
 */
export function indexMask(indices: Tensor, depth: number): Tensor {
  const positions = leaf(
    Int32Array.from({ length: depth }, (_, i) => i),
    [depth],
    'int32',
  );
  return runUntaped('Equal', { a: run('Reshape', { x: indices }, { shape: [...indices.shape, 1] }), b: positions });
}
