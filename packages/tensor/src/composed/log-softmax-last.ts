import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';

/** Log-softmax along the last axis from plain kernels, without a gradient of its own. */
export function logSoftmaxLast(x: Tensor): Tensor {
  const last = [x.shape.length - 1];
  return tidy(() => {
    const shifted = run('Sub', { a: x, b: run('Max', { x }, { reductionIndices: last, keepDims: true }) });
    const total = run('Sum', { x: run('Exp', { x: shifted }) }, { axis: last, keepDims: true });
    return run('Sub', { a: shifted, b: run('Log', { x: total }) });
  });
}
