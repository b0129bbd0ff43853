import type { ModelOptions } from '../model-options.ts';
import { Vgg } from './vgg.ts';

/** Columns A, B, D and E of table 1: 3 x 3 convolutions in each stage. */
const A = [1, 1, 2, 2, 2] as const;
const B = [2, 2, 2, 2, 2] as const;
const D = [2, 2, 3, 3, 3] as const;
const E = [2, 2, 4, 4, 4] as const;

/**
 * VGG-16 (column D): 138,357,544 parameters with 1000 classes.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes from 32 x 32 work) to logits `[N, classes]`; stages `stage1` to `stage6`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Simonyan and Zisserman 2014, https://arxiv.org/abs/1409.1556; torchvision.models.vgg16 (initial values are torchvision's)
 * @example
 * ```ts
 * const model = vgg16({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function vgg16(options: ModelOptions): Vgg {
  return new Vgg({ convs: D, batchNorm: false }, options);
}

/** VGG-11 (column A), 132,863,336 parameters: {@link vgg16} with fewer convolutions. */
export function vgg11(options: ModelOptions): Vgg {
  return new Vgg({ convs: A, batchNorm: false }, options);
}

/** VGG-13 (column B), 133,047,848 parameters: {@link vgg16} with fewer convolutions. */
export function vgg13(options: ModelOptions): Vgg {
  return new Vgg({ convs: B, batchNorm: false }, options);
}

/** VGG-19 (column E), 143,667,240 parameters: {@link vgg16} with more convolutions. */
export function vgg19(options: ModelOptions): Vgg {
  return new Vgg({ convs: E, batchNorm: false }, options);
}

/** VGG-11 with batch norm, 132,868,840 parameters. */
export function vgg11Bn(options: ModelOptions): Vgg {
  return new Vgg({ convs: A, batchNorm: true }, options);
}

/** VGG-13 with batch norm, 133,053,736 parameters. */
export function vgg13Bn(options: ModelOptions): Vgg {
  return new Vgg({ convs: B, batchNorm: true }, options);
}

/** VGG-16 with batch norm, 138,365,992 parameters. */
export function vgg16Bn(options: ModelOptions): Vgg {
  return new Vgg({ convs: D, batchNorm: true }, options);
}

/** VGG-19 with batch norm, 143,678,248 parameters. */
export function vgg19Bn(options: ModelOptions): Vgg {
  return new Vgg({ convs: E, batchNorm: true }, options);
}
