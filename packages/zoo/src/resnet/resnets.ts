import type { ModelOptions } from '../model-options.ts';
import { ResNet } from './resnet.ts';

/**
 * ResNet-18: 11,689,512 parameters with 1000 classes.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage4`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source He et al. 2015, Deep residual learning, https://arxiv.org/abs/1512.03385; torchvision.models.resnet18
 * @example
 * ```ts
 * const model = resnet18({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function resnet18(options: ModelOptions): ResNet {
  return new ResNet({ block: 'basic', blocks: [2, 2, 2, 2] }, options);
}

/** ResNet-34, 21,797,672 parameters: {@link resnet18} with more blocks. */
export function resnet34(options: ModelOptions): ResNet {
  return new ResNet({ block: 'basic', blocks: [3, 4, 6, 3] }, options);
}

/** ResNet-50, 25,557,032 parameters: {@link resnet34} with bottlenecks, the stride in their 3 x 3 convolution. */
export function resnet50(options: ModelOptions): ResNet {
  return new ResNet({ block: 'bottleneck', blocks: [3, 4, 6, 3] }, options);
}

/** ResNet-101, 44,549,160 parameters: {@link resnet50} with more blocks. */
export function resnet101(options: ModelOptions): ResNet {
  return new ResNet({ block: 'bottleneck', blocks: [3, 4, 23, 3] }, options);
}

/** ResNet-152, 60,192,808 parameters: {@link resnet50} with more blocks. */
export function resnet152(options: ModelOptions): ResNet {
  return new ResNet({ block: 'bottleneck', blocks: [3, 8, 36, 3] }, options);
}

/**
 * Wide ResNet-50-2, 68,883,240 parameters: {@link resnet50} with twice as many channels inside the bottlenecks.
 * @source Zagoruyko and Komodakis 2016, https://arxiv.org/abs/1605.07146; torchvision.models.wide_resnet50_2
 */
export function wideResnet50_2(options: ModelOptions): ResNet {
  return new ResNet({ block: 'bottleneck', blocks: [3, 4, 6, 3], widthPerGroup: 128 }, options);
}

/**
 * ResNeXt-50 (32x4d), 25,028,904 parameters: {@link resnet50} with bottlenecks of 32 groups, 4 channels each at first.
 * @source Xie et al. 2016, https://arxiv.org/abs/1611.05431; torchvision.models.resnext50_32x4d
 */
export function resnext50_32x4d(options: ModelOptions): ResNet {
  return new ResNet({ block: 'bottleneck', blocks: [3, 4, 6, 3], groups: 32, widthPerGroup: 4 }, options);
}
