import { BatchMatMul, type GradConfig } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { sumToShape } from './gradient-tools.ts';

/**
 * tfjs-core 4.22.0: the gradient of BatchMatMul does not sum over batch axes along which an operand was broadcast, and throws
 * "gradient has shape ...".
 *
 * Can go when `gradients/BatchMatMul_grad.js` reduces to the operands' shapes.
 */
export const BATCH_MAT_MUL_GRADIENT: GradConfig = {
  kernelName: BatchMatMul,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved, attrs) => {
    const [a, b] = saved as [Tensor, Tensor];
    const g = dy as Tensor;
    const transposeA = attrs.transposeA === true;
    const transposeB = attrs.transposeB === true;
    return {
      a: () => fit(transposeA ? product(b, g, transposeB, true) : product(g, b, false, !transposeB), a),
      b: () => fit(transposeB ? product(g, a, true, transposeA) : product(a, g, !transposeA, false), b),
    };
  },
};

function product(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return run(BatchMatMul, { a, b }, { transposeA, transposeB });
}

function fit(gradient: Tensor, operand: Tensor): Tensor {
  const { shape } = operand;
  const same = gradient.shape.length === shape.length && gradient.shape.every((extent, i) => extent === shape[i]);
  return same ? gradient : sumToShape(gradient, shape);
}
