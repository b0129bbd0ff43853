import { ClipByValue, type GradConfig } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';

/**
 * tfjs-core 4.22.0: the gradient of ClipByValue passes on the bounds. In PyTorch neither clamp nor relu6 lets it: there the element does
 * not move with x to both sides.
 *
 * Can go when `gradients/ClipByValue_grad.js` compares strictly.
 */
export const CLIP_BY_VALUE_GRADIENT: GradConfig = {
  kernelName: ClipByValue,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => ({
    x: () => {
      const above = run('Greater', { a: x!, b: fill([], attrs.clipValueMin as number) });
      const below = run('Less', { a: x!, b: fill([], attrs.clipValueMax as number) });
      const inside = run('LogicalAnd', { a: above, b: below });
      return run('Select', { condition: inside, t: dy as Tensor, e: fill(x!.shape, 0) });
    },
  }),
};
