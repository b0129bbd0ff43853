import {
  GELU,
  LayerNorm,
  Linear,
  Module,
  MultiHeadAttention,
  normal,
  Sequential,
  truncNormal,
  xavierUniform,
} from '@cv/layers';
import { UnsupportedError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { EncoderBlock } from './encoder-block.ts';
import { resampleAligned } from './resample-aligned.ts';
import { VisionTransformer, type VitOptions, type VitParts, type VitStyle } from './vision-transformer.ts';
import { MLP_RATIO, NORM_EPS, type VitTable } from './vit-table.ts';

/**
 * A vision transformer in torchvision's names: `class_token`, `conv_proj`, `encoder.pos_embedding`,
 * `encoder.layers.encoder_layer_0.self_attention.in_proj_weight`, ..., `heads.head`; and with its initial values.
 * @source torchvision.models.VisionTransformer
 */
export class TorchvisionViT extends VisionTransformer {
  override readonly kind: string = 'TorchvisionViT';
  #head: Linear;

  /** @throws OptionError when an option is out of range, or the patches do not fill the picture. */
  constructor(table: VitTable, options: VitOptions) {
    super(table, style, options);
    const { patchEmbed, classToken } = this.parts;
    this.parameter('class_token', classToken);
    this.child('conv_proj', patchEmbed.proj);
    this.child('encoder', new Encoder(this.parts));
    this.#head = zeroHead(table.width, options.classes ?? 1000, options.rng.split('head'));
    this.child('heads', new Sequential({ head: this.#head }));
  }

  protected override get output(): Linear {
    return this.#head;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#head = zeroHead(this.#head.inFeatures, classes, rng);
    this.replaceChild('heads', new Sequential({ head: this.#head }));
  }
}

/** Holds the names of torchvision's encoder; the stages run its parts. */
class Encoder extends Module {
  override readonly kind: string = 'Encoder';
  constructor({ positions, blocks, norm }: VitParts) {
    super();
    this.parameter('pos_embedding', positions);
    const named = blocks.map((block, index) => [`encoder_layer_${index}`, block] as const);
    this.child('layers', new Sequential(Object.fromEntries(named)));
    this.child('ln', norm);
  }

  protected override compute(): never {
    throw new UnsupportedError('Encoder: only names its parts; run the stages of the model');
  }
}

function zeroHead(width: number, classes: number, rng: Rng): Linear {
  const head = new Linear(width, classes, { rng });
  head.weight.fill(() => new Float32Array(head.weight.size));
  head.bias?.fill(() => new Float32Array(classes));
  return head;
}

function xavierLinear(inputs: number, outputs: number, rng: Rng): Linear {
  const linear = new Linear(inputs, outputs, { rng });
  linear.weight.fill(() => xavierUniform(linear.weight.shape, { rng: rng.split('weight') }));
  linear.bias?.fill(() => normal([outputs], { rng: rng.split('bias'), std: 1e-6 }));
  return linear;
}

const style: VitStyle = {
  positionsKey: 'encoder.pos_embedding',
  resamplePositions: resampleAligned,

  block({ width, heads }, { rng, dropPath }) {
    const hidden = MLP_RATIO * width;
    const parts = {
      norm1: new LayerNorm(width, { eps: NORM_EPS }),
      attention: new MultiHeadAttention(width, heads, { rng: rng.split('attention') }),
      norm2: new LayerNorm(width, { eps: NORM_EPS }),
      // 2 and 4 are dropouts of probability 0 there.
      mlp: new Sequential({
        0: xavierLinear(width, hidden, rng.split('fc1')),
        1: new GELU(),
        3: xavierLinear(hidden, width, rng.split('fc2')),
      }),
      dropPath,
    };
    return new EncoderBlock(parts, { norm1: 'ln_1', attention: 'self_attention', norm2: 'ln_2' });
  },

  initialise({ patchEmbed: { proj }, positions }, rng) {
    const fanIn = proj.weight.size / proj.outChannels;
    proj.weight.fill(() => truncNormal(proj.weight.shape, { rng: rng.split('conv_proj'), std: Math.sqrt(1 / fanIn) }));
    proj.bias?.fill(() => new Float32Array(proj.outChannels));
    positions.fill(() => normal(positions.shape, { rng: rng.split('pos_embedding'), std: 0.02 }));
  },
};
