import { captureAttention } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Classifier } from '../classifier.ts';
import { VisionTransformer } from '../vit/vision-transformer.ts';
import { type Heatmap, normalised } from './heatmap.ts';
import { type RolloutOptions, rollout } from './rollout.ts';
import { rowsOf } from './rows-of.ts';

/**
 * Attention rollout: how much of each patch arrives in the class token of a vision transformer, following the attention of all blocks with
 * their residuals. It says where the model looks, whatever the class.
 *
 * `A = (W + I) / 2`, rows brought to a sum of 1, multiplied from the last block to the first; the row of the class token.
 * @param model a vision transformer.
 * @param x float32 `[N, H, W, C]`, preprocessed; borrowed.
 * @param options.headFusion what the heads of a block count together as; `max` with a high `discardRatio` shows the sharpest maps.
 * @returns a map for each picture, one value a patch; 1 is the largest value, 0 stays 0.
 * @throws OptionError for another model, and when an option is out of range; whatever the model throws.
 * @source Abnar and Zuidema 2020, Quantifying attention flow in transformers, section 3.1, https://arxiv.org/abs/2005.00928; `headFusion` and
 * `discardRatio` of jacobgil/vit-explain, which divides columns by the sums of rows where the paper, and this, bring rows to a sum of 1
 * @example
 * ```ts
 * const [heatmap] = await attentionRollout(vit, images, { headFusion: 'max', discardRatio: 0.9 });
 * heatmap!.map; // [14 * 14]
 * ```
 */
export async function attentionRollout(model: Classifier, x: Tensor, options: RolloutOptions = {}): Promise<Heatmap[]> {
  if (!(model instanceof VisionTransformer)) {
    throw new OptionError(`attentionRollout: a ${model.kind} has no attention; gradCam explains it`, {
      kind: model.kind,
    });
  }
  const [height, width] = model.grid;
  const { output, attentions } = await captureAttention(model, x);
  const count = x.shape[0]!;
  const logits = rowsOf(output.data, count);
  return logits.map((scores, picture) => {
    const blocks = Object.values(attentions).map(({ shape, data }) => {
      const [, heads, tokens] = shape as [number, number, number, number];
      const size = heads * tokens * tokens;
      return { data: data.subarray(picture * size, (picture + 1) * size), heads, tokens };
    });
    const patches = Float32Array.from(rollout(blocks, options).subarray(1)); // without the class token
    return { ...normalised(patches, 'max'), height, width, logits: scores };
  });
}
