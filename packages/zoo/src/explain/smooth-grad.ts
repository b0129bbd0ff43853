import { dispose, read, type Tensor, tensor, withPool } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import type { Classifier } from '../classifier.ts';
import { type ClassOptions, explainedClasses } from './explained-class.ts';
import { type ClassHeatmap, normalised } from './heatmap.ts';
import { inputGradient } from './input-gradient.ts';
import { rowsOf } from './rows-of.ts';

/** Options of {@link smoothGrad}. */
export interface SmoothGradOptions extends ClassOptions {
  /** Draws the noise; advances. */
  rng: Rng;
  /** Noisy copies of each picture. */
  samples?: number;
  /** Standard deviation of the noise as a share of the difference of the picture's largest and smallest value. */
  noiseLevel?: number;
}

/**
 * SmoothGrad: the {@link saliency} of the gradient averaged over noisy copies of the picture, which leaves less of its grain.
 *
 * `M(y, x) = max_c |mean_i d logit(x + n_i) / d x_c|`, `n_i` from `N(0, (noiseLevel * (max x - min x))^2)`
 * @param model as it stands, in prediction; any classifier.
 * @param x float32 `[N, H, W, C]`, preprocessed; borrowed. Without `classIndex` the class that the model says of it, without noise, is explained.
 * @returns a map for each picture, of the size of the input; 1 is the largest value, 0 stays 0.
 * @throws OptionError when `samples` or `noiseLevel` is out of range, and for a class that is none; whatever the model throws.
 * @source Smilkov et al. 2017, https://arxiv.org/abs/1706.03825; magnitude and maximum over channels as in {@link saliency}
 * @example
 * ```ts
 * const [heatmap] = await smoothGrad(model, images, { rng: new Rng(1), samples: 50 });
 * heatmap!.map; // [224 * 224]
 * ```
 */
export async function smoothGrad(
  model: Classifier,
  x: Tensor,
  { rng, classIndex, samples = 25, noiseLevel = 0.15 }: SmoothGradOptions,
): Promise<ClassHeatmap[]> {
  if (!Number.isSafeInteger(samples) || samples < 1) {
    throw new OptionError(`smoothGrad: samples is ${samples}, expected a whole number above 0`, { samples });
  }
  if (!(noiseLevel >= 0 && noiseLevel < Number.POSITIVE_INFINITY)) {
    throw new OptionError(`smoothGrad: noiseLevel is ${noiseLevel}, expected a share of at least 0`, { noiseLevel });
  }
  const rows = await logitsOf(model, x);
  const choice = explainedClasses(rows, classIndex);
  const pictures = rowsOf(await read(x), x.shape[0]!);
  const total = new Float64Array(x.size);
  for (let sample = 0; sample < samples; sample++) {
    const slopes = await withPool(async (pool) => {
      const noisy = pool.track(tensor(withNoise(pictures, { rng, noiseLevel }), x.shape));
      const { gradient, logits } = inputGradient({ model, x: noisy, pool }, { choice, where: 'smoothGrad' });
      dispose(logits);
      return read(gradient);
    });
    for (let i = 0; i < total.length; i++) total[i]! += slopes[i]!;
  }
  const [, height, width, channels] = x.shape as [number, number, number, number];
  return rowsOf(total, rows.length).map((slopes, i) => ({
    ...normalised(largest(slopes, { channels, scale: 1 / samples }), 'max'),
    height,
    width,
    logits: rows[i]!,
    classIndex: choice[i]!,
  }));
}

async function logitsOf(model: Classifier, x: Tensor): Promise<Float32Array[]> {
  const logits = model.forward(x);
  try {
    return rowsOf(await read(logits), x.shape[0]!);
  } finally {
    dispose(logits);
  }
}

function withNoise(
  pictures: readonly Float32Array[],
  { rng, noiseLevel }: { readonly rng: Rng; readonly noiseLevel: number },
): Float32Array {
  const length = pictures[0]?.length ?? 0;
  const noisy = rng.fillNormal(new Float32Array(pictures.length * length));
  for (const [row, picture] of pictures.entries()) {
    const { range } = normalised(picture, 'min-max');
    const deviation = noiseLevel * (range[1] - range[0]);
    for (let i = 0; i < length; i++) noisy[row * length + i] = picture[i]! + deviation * noisy[row * length + i]!;
  }
  return noisy;
}

/** The largest magnitude over the channels of each pixel. */
function largest(
  slopes: Float32Array,
  { channels, scale }: { readonly channels: number; readonly scale: number },
): Float32Array {
  return Float32Array.from({ length: slopes.length / channels }, (_, pixel) => {
    let most = 0;
    for (let i = pixel * channels; i < (pixel + 1) * channels; i++) most = Math.max(most, Math.abs(slopes[i]! * scale));
    return most;
  });
}
