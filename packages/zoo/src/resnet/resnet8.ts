import { BatchNorm2d, GlobalAvgPool, kaimingNormal, Linear, type Module, ReLU } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { KerasBlock } from './keras-block.ts';
import { SameConv2d } from './same-conv2d.ts';

/** Output channels and stride of the one block of each stage. */
const table = [
  { channels: 16, stride: 1 }, // 32 x 32 x 16
  { channels: 32, stride: 2 }, // 16 x 16 x 32
  { channels: 64, stride: 2 }, //  8 x  8 x 64
] as const;

const STEM_CHANNELS = 16;

/** What Keras has in other places than PyTorch: momentum is the share of the old statistics there. */
const norm = (channels: number): BatchNorm2d => new BatchNorm2d(channels, { eps: 1e-3, momentum: 0.01 });

/**
 * The ResNet-8 of MLPerf Tiny. Names of the state dict are Keras's: `conv2d`, `batch_normalization`, `conv2d_1`, ..., `dense`.
 */
export class ResNet8 extends Classifier {
  override readonly kind: string = 'ResNet8';
  readonly #counts = new Map<string, number>();
  readonly #rng: Rng;
  readonly #body: readonly Stage[];
  readonly #pool: GlobalAvgPool;
  #dense: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ rng, classes = 10, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('ResNet8', { classes, inChannels });
    this.#rng = rng;
    const stem = Object.values(this.#convBnRelu(inChannels, STEM_CHANNELS, 1)); // 32 x 32 x 16
    let inputs = STEM_CHANNELS;
    const stages = table.map(({ channels, stride }, index) => {
      const block = this.#block(inputs, channels, stride);
      inputs = channels;
      return { name: `stage${index + 1}`, modules: [block] };
    });
    this.#body = [{ name: 'stem', modules: stem }, ...stages];
    this.#pool = this.child('average_pooling2d', new GlobalAvgPool()); // 64
    this.#dense = this.child('dense', dense(inputs, classes, rng.split('dense'))); // classes
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#pool, this.#dense] }];
  }

  override get classes(): number {
    return this.#dense.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#dense = this.replaceChild('dense', dense(this.#dense.inFeatures, classes, rng));
  }

  #block(inputs: number, channels: number, stride: number): KerasBlock {
    const first = this.#convBnRelu(inputs, channels, stride);
    const second = this.#conv(channels, channels, { size: 3 });
    const shortcut = stride === 1 ? {} : this.#conv(inputs, channels, { size: 1, stride });
    const path = { ...first, ...second, ...this.#named('batch_normalization', norm(channels)) };
    const relu = new ReLU();
    this.#named('activation', relu);
    return new KerasBlock({ path, shortcut, relu });
  }

  #convBnRelu(inputs: number, outputs: number, stride: number): Record<string, Module> {
    return {
      ...this.#conv(inputs, outputs, { size: 3, stride }),
      ...this.#named('batch_normalization', norm(outputs)),
      ...this.#named('activation', new ReLU()),
    };
  }

  #conv(inputs: number, outputs: number, options: { size: number; stride?: number }): Record<string, Module> {
    const rng = this.#rng.split(this.#nextName('conv2d'));
    return this.#named('conv2d', new SameConv2d(inputs, outputs, { ...options, rng }));
  }

  /** Makes a layer a child under the next name of its kind, as Keras numbers them. */
  #named(kind: string, layer: Module): Record<string, Module> {
    const name = this.#nextName(kind);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    return { [name]: this.child(name, layer) };
  }

  #nextName(kind: string): string {
    const count = this.#counts.get(kind) ?? 0;
    return count === 0 ? kind : `${kind}_${count}`;
  }
}

function dense(inputs: number, outputs: number, rng: Rng): Linear {
  const layer = new Linear(inputs, outputs, { rng });
  layer.weight.fill(() => kaimingNormal(layer.weight.shape, { rng: rng.split('weight') }));
  layer.bias?.fill(() => new Float32Array(outputs));
  return layer;
}

/**
 * The ResNet-8 of the MLPerf Tiny benchmark: 78,186 trainable parameters with 10 classes, one block a stage, no norm on the shortcuts.
 *
 * The published weights take pictures as they are, 0 to 255. Where Keras averages 8 x 8 and flattens, this averages the whole map: the
 * same for pictures of 32 x 32, and other sizes work.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 32, 32, inChannels]` to logits `[N, classes]`; stages `stem`, `stage1` to `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Banbury et al. 2021, MLPerf Tiny benchmark, https://arxiv.org/abs/2106.07597; mlcommons/tiny, keras_model.py
 * @example
 * ```ts
 * const model = resnet8({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 32, 32, 3] -> [N, 10]
 * ```
 */
export function resnet8(options: ModelOptions): ResNet8 {
  return new ResNet8(options);
}
