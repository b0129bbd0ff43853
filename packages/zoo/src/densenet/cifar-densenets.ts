import type { ModelOptions } from '../model-options.ts';
import { DenseNet } from './densenet.ts';

/**
 * DenseNet-BC for CIFAR with 100 layers and a growth rate of 12: 769,162 parameters with 10 classes.
 *
 * Three dense blocks of 16 layers at 32 x 32, 16 x 16 and 8 x 8.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 32, 32, inChannels]` (other sizes from 4 x 4 work) to logits `[N, classes]`; stages `stem`, `stage1` to
 * `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Huang et al. 2016, sections 3 and 4, https://arxiv.org/abs/1608.06993; names and initialisation of torchvision's DenseNet, of
 * which the stem is the 3 x 3 convolution `features.conv0` alone
 * @example
 * ```ts
 * const model = densenetBc100_12({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 32, 32, 3] -> [N, 10]
 * ```
 */
export function densenetBc100_12(options: ModelOptions): DenseNet {
  return cifar(12, 16, options);
}

/** DenseNet-BC-250 with a growth rate of 24, 15,324,406 parameters: {@link densenetBc100_12} with more and wider layers. */
export function densenetBc250_24(options: ModelOptions): DenseNet {
  return cifar(24, 41, options);
}

/** DenseNet-BC-190 with a growth rate of 40, 25,624,430 parameters: {@link densenetBc100_12} with more and wider layers. */
export function densenetBc190_40(options: ModelOptions): DenseNet {
  return cifar(40, 31, options);
}

function cifar(growth: number, layersOfBlock: number, options: ModelOptions): DenseNet {
  const layers = [layersOfBlock, layersOfBlock, layersOfBlock];
  return new DenseNet({ growth, layers, stem: 'cifar' }, { classes: 10, ...options });
}
