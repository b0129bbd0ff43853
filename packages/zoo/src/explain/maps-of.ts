import { reshape, slice, type Tensor } from '@cv/tensor';
import type { Classifier } from '../classifier.ts';
import { VisionTransformer } from '../vit/vision-transformer.ts';

/** Whether {@link mapsOf} can take what a module gives. */
export function isMap(features: Tensor, model: Classifier): boolean {
  return features.shape.length === 4 || gridOf(features, model) !== undefined;
}

/**
 * What a module gives as a map: images `[N, H, W, C]` as they are, tokens `[N, 1 + rows * columns, C]` of a vision transformer without the
 * class token as `[N, rows, columns, C]`.
 */
export function mapsOf(features: Tensor, model: Classifier): Tensor {
  const grid = gridOf(features, model);
  if (grid === undefined) return features;
  const [count, , channels] = features.shape as [number, number, number];
  const [rows, columns] = grid;
  const patches = slice(features, { begin: [0, 1, 0], size: [count, rows * columns, channels] });
  return reshape(patches, [count, rows, columns, channels]);
}

function gridOf({ shape }: Tensor, model: Classifier): readonly [number, number] | undefined {
  if (!(model instanceof VisionTransformer) || shape.length !== 3) return undefined;
  const [rows, columns] = model.grid;
  return shape[1] === 1 + rows * columns ? model.grid : undefined;
}
