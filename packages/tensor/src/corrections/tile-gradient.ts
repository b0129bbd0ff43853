import { type GradConfig, Tile } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/**
 * tfjs-core 4.22.0: the gradient of Tile slices and adds once for every repetition (1,000 repetitions, 2,000 kernels) and throws
 * above rank 4. Here each repeated axis is summed at once.
 *
 * Can go when `gradients/Tile_grad.js` sums over a reshaped gradient.
 */
export const TILE_GRADIENT: GradConfig = {
  kernelName: Tile,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => ({
    x: () => {
      const reps = attrs.reps as number[];
      const { shape } = x!;
      let gradient = dy as Tensor;
      let outer = 1;
      for (let axis = 0; axis < shape.length; axis++) {
        if (reps[axis] !== 1) {
          const inner = shape.slice(axis).reduce((product, extent) => product * extent, 1);
          const rest = reps.slice(axis + 1).reduce((product, count) => product * count, 1);
          const blocks = run('Reshape', { x: gradient }, { shape: [outer, reps[axis]!, inner * rest] });
          gradient = run('Sum', { x: blocks }, { axis: [1], keepDims: false });
        }
        outer *= shape[axis]!;
      }
      return run('Reshape', { x: gradient }, { shape });
    },
  }),
};
