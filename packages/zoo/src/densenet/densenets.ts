import type { ModelOptions } from '../model-options.ts';
import { DenseNet } from './densenet.ts';

/**
 * DenseNet-121: 7,978,856 parameters with 1000 classes.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes from 29 x 29 work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage4`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Huang et al. 2016, Densely connected convolutional networks, https://arxiv.org/abs/1608.06993; torchvision.models.densenet121
 * @example
 * ```ts
 * const model = densenet121({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function densenet121(options: ModelOptions): DenseNet {
  return new DenseNet({ growth: 32, layers: [6, 12, 24, 16] }, options);
}

/** DenseNet-161, 28,681,000 parameters: {@link densenet121} with a growth rate of 48 and more layers. */
export function densenet161(options: ModelOptions): DenseNet {
  return new DenseNet({ growth: 48, layers: [6, 12, 36, 24] }, options);
}

/** DenseNet-169, 14,149,480 parameters: {@link densenet121} with more layers. */
export function densenet169(options: ModelOptions): DenseNet {
  return new DenseNet({ growth: 32, layers: [6, 12, 32, 32] }, options);
}

/** DenseNet-201, 20,013,928 parameters: {@link densenet121} with more layers. */
export function densenet201(options: ModelOptions): DenseNet {
  return new DenseNet({ growth: 32, layers: [6, 12, 48, 32] }, options);
}
