import type { ModelOptions } from '../model-options.ts';
import { CifarResNet } from './cifar-resnet.ts';

/**
 * ResNet-20 for CIFAR-10: 269,722 parameters with 10 classes (shortcuts of option A).
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 32, 32, inChannels]` (other sizes work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source He et al. 2015, Deep residual learning, https://arxiv.org/abs/1512.03385, section 4.2; state-dict names and
 * initialisation of akamaster/pytorch_resnet_cifar10
 * @example
 * ```ts
 * const model = resnet20({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 32, 32, 3] -> [N, 10]
 * ```
 */
export function resnet20(options: ModelOptions): CifarResNet {
  return new CifarResNet(3, options);
}

/** ResNet-32 for CIFAR-10, 464,154 parameters: {@link resnet20} with five blocks in each stage. */
export function resnet32(options: ModelOptions): CifarResNet {
  return new CifarResNet(5, options);
}

/** ResNet-44 for CIFAR-10, 658,586 parameters: {@link resnet20} with seven blocks in each stage. */
export function resnet44(options: ModelOptions): CifarResNet {
  return new CifarResNet(7, options);
}

/** ResNet-56 for CIFAR-10, 853,018 parameters: {@link resnet20} with nine blocks in each stage. */
export function resnet56(options: ModelOptions): CifarResNet {
  return new CifarResNet(9, options);
}

/** ResNet-110 for CIFAR-10, 1,727,962 parameters: {@link resnet20} with eighteen blocks in each stage. */
export function resnet110(options: ModelOptions): CifarResNet {
  return new CifarResNet(18, options);
}
