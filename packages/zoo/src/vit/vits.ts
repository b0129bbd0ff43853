import { TimmViT } from './timm-vit.ts';
import { TorchvisionViT } from './torchvision-vit.ts';
import type { VitOptions } from './vision-transformer.ts';

/** Table 1 of the papers: length of a token, blocks, heads. */
const tiny = { imageSize: 224, width: 192, depth: 12, heads: 3 } as const;
const small = { imageSize: 224, width: 384, depth: 12, heads: 6 } as const;
const base = { imageSize: 224, width: 768, depth: 12, heads: 12 } as const;
const large = { imageSize: 224, width: 1024, depth: 24, heads: 16 } as const;

/**
 * ViT-B/16: 86,567,656 parameters with 1000 classes, in torchvision's names; timm's `vit_base_patch16_224`.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` to logits `[N, classes]`; stages `stem`, `stage1` to `stage12`, `head`.
 * @throws OptionError when an option is out of range.
 * @source Dosovitskiy et al. 2020, An image is worth 16x16 words, https://arxiv.org/abs/2010.11929; torchvision.models.vit_b_16
 * @example
 * ```ts
 * const model = vitB16({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function vitB16(options: VitOptions): TorchvisionViT {
  return new TorchvisionViT({ ...base, patchSize: 16 }, options);
}

/** ViT-B/32, 88,224,232 parameters: {@link vitB16} with patches of 32 pixels. */
export function vitB32(options: VitOptions): TorchvisionViT {
  return new TorchvisionViT({ ...base, patchSize: 32 }, options);
}

/** ViT-L/16, 304,326,632 parameters: {@link vitB16} with 24 wider blocks. */
export function vitL16(options: VitOptions): TorchvisionViT {
  return new TorchvisionViT({ ...large, patchSize: 16 }, options);
}

/** ViT-L/32, 306,535,400 parameters: {@link vitL16} with patches of 32 pixels. */
export function vitL32(options: VitOptions): TorchvisionViT {
  return new TorchvisionViT({ ...large, patchSize: 32 }, options);
}

/**
 * ViT-Ti/16: 5,717,416 parameters with 1000 classes, in timm's names.
 * @returns a model of `[N, 224, 224, inChannels]` to logits `[N, classes]`; stages `stem`, `stage1` to `stage12`, `head`.
 * @throws OptionError when an option is out of range.
 * @source Steiner et al. 2021, How to train your ViT, https://arxiv.org/abs/2106.10270; timm's vit_tiny_patch16_224
 * @example
 * ```ts
 * const model = vitTinyPatch16_224({ rng: new Rng(1), dropPath: 0.1 });
 * ```
 */
export function vitTinyPatch16_224(options: VitOptions): TimmViT {
  return new TimmViT({ ...tiny, patchSize: 16 }, options);
}

/** ViT-S/16, 22,050,664 parameters: {@link vitTinyPatch16_224} with tokens twice as long. */
export function vitSmallPatch16_224(options: VitOptions): TimmViT {
  return new TimmViT({ ...small, patchSize: 16 }, options);
}

/** ViT-S/32, 22,878,952 parameters: {@link vitSmallPatch16_224} with patches of 32 pixels. */
export function vitSmallPatch32_224(options: VitOptions): TimmViT {
  return new TimmViT({ ...small, patchSize: 32 }, options);
}

/**
 * DeiT-Ti: the same net as {@link vitTinyPatch16_224}; what differs is its training, and so its weights and preprocessing.
 * @source Touvron et al. 2020, Training data-efficient image transformers, https://arxiv.org/abs/2012.12877; timm's deit_tiny_patch16_224
 */
export function deitTinyPatch16_224(options: VitOptions): TimmViT {
  return new TimmViT({ ...tiny, patchSize: 16 }, options);
}
