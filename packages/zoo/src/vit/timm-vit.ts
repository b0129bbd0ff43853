import { GELU, LayerNorm, Linear, normal, Sequential, truncNormal } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { EncoderBlock } from './encoder-block.ts';
import { QkvAttention } from './qkv-attention.ts';
import { resampleAntialiased } from './resample-antialiased.ts';
import { VisionTransformer, type VitOptions, type VitStyle } from './vision-transformer.ts';
import { MLP_RATIO, NORM_EPS, type VitTable } from './vit-table.ts';

/**
 * A vision transformer in timm's names: `cls_token`, `pos_embed`, `patch_embed.proj`, `blocks.0.attn.qkv`, ..., `norm`, `head`; and with
 * its initial values.
 * @source timm.models.vision_transformer
 */
export class TimmViT extends VisionTransformer {
  override readonly kind: string = 'TimmViT';
  #head: Linear;

  /** @throws OptionError when an option is out of range, or the patches do not fill the picture. */
  constructor(table: VitTable, options: VitOptions) {
    super(table, style, options);
    const { patchEmbed, classToken, positions, blocks, norm } = this.parts;
    this.parameter('cls_token', classToken);
    this.parameter('pos_embed', positions);
    this.child('patch_embed', patchEmbed);
    this.child('blocks', new Sequential(blocks));
    this.child('norm', norm);
    this.#head = this.child('head', linear(table.width, options.classes ?? 1000, options.rng.split('head')));
  }

  protected override get output(): Linear {
    return this.#head;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#head = this.replaceChild('head', linear(this.#head.inFeatures, classes, rng));
  }
}

function linear(inputs: number, outputs: number, rng: Rng): Linear {
  const layer = new Linear(inputs, outputs, { rng });
  layer.weight.fill(() => truncNormal(layer.weight.shape, { rng: rng.split('weight'), std: 0.02 }));
  layer.bias?.fill(() => new Float32Array(outputs));
  return layer;
}

const style: VitStyle = {
  positionsKey: 'pos_embed',
  resamplePositions: resampleAntialiased,

  block({ width, heads }, { rng, dropPath }) {
    const hidden = MLP_RATIO * width;
    const parts = {
      norm1: new LayerNorm(width, { eps: NORM_EPS }),
      attention: new QkvAttention({
        qkv: linear(width, 3 * width, rng.split('qkv')),
        proj: linear(width, width, rng.split('proj')),
        numHeads: heads,
      }),
      norm2: new LayerNorm(width, { eps: NORM_EPS }),
      mlp: new Sequential({
        fc1: linear(width, hidden, rng.split('fc1')),
        act: new GELU(),
        fc2: linear(hidden, width, rng.split('fc2')),
      }),
      dropPath,
    };
    return new EncoderBlock(parts, { norm1: 'norm1', attention: 'attn', norm2: 'norm2' });
  },

  initialise({ classToken, positions }, rng) {
    classToken.fill(() => normal(classToken.shape, { rng: rng.split('cls_token'), std: 1e-6 }));
    positions.fill(() => truncNormal(positions.shape, { rng: rng.split('pos_embed'), std: 0.02 }));
  },
};
