import { abs, dispose, max, mul, scope, type Tensor, withPool } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Classifier } from '../classifier.ts';
import type { ClassOptions } from './explained-class.ts';
import type { ClassHeatmap } from './heatmap.ts';
import { inputGradient } from './input-gradient.ts';
import { readHeatmaps } from './read-heatmaps.ts';

/** Options of {@link saliency}. */
export interface SaliencyOptions extends ClassOptions {
  /**
   * `gradient`: how much the logit changes with each pixel. `input-times-gradient`: that times the (normalised) pixel, its share of the
   * logit to first order.
   */
  of?: 'gradient' | 'input-times-gradient';
}

/**
 * Saliency: how much the logit of a class depends on each pixel, the largest magnitude over the channels. Sharp as the picture and noisy;
 * {@link smoothGrad} is less so.
 *
 * `M(y, x) = max_c |d logit / d x_c|`
 * @param model as it stands, in prediction; any classifier.
 * @param x float32 `[N, H, W, C]`, preprocessed; borrowed.
 * @returns a map for each picture, of the size of the input; 1 is the largest value, 0 stays 0.
 * @throws OptionError for a class that is none; whatever the model throws.
 * @source Simonyan et al. 2013, Deep inside convolutional networks, section 3.1, https://arxiv.org/abs/1312.6034; input times gradient:
 * Shrikumar et al. 2016, https://arxiv.org/abs/1605.01713
 * @example
 * ```ts
 * const [heatmap] = await saliency(model, images); // of the class that the model says
 * heatmap!.map; // [224 * 224]
 * ```
 */
export async function saliency(
  model: Classifier,
  x: Tensor,
  { classIndex, of = 'gradient' }: SaliencyOptions = {},
): Promise<ClassHeatmap[]> {
  if (of !== 'gradient' && of !== 'input-times-gradient') {
    throw new OptionError(`saliency: of is '${String(of)}', expected 'gradient' or 'input-times-gradient'`, { of });
  }
  return withPool(async (pool) => {
    const { gradient, logits } = inputGradient({ model, x, pool }, { choice: classIndex, where: 'saliency' });
    const maps = scope(() => max(abs(of === 'gradient' ? gradient : mul(gradient, x)), { axis: -1 }));
    pool.track(maps);
    dispose(gradient); // else a device that records would compute it for a reader
    return readHeatmaps({ maps, logits }, { choice: classIndex, rule: 'max' });
  });
}
