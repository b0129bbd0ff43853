import { Dropout, GlobalAvgPool, Linear, Sequential } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { DarkBlock, darkConv } from './dark-block.ts';

const STEM = 32;

/** The paper's table 1: each stage halves the size and has so many residual blocks. */
const table = [
  { channels: 64, blocks: 1 }, //   128 x 128
  { channels: 128, blocks: 2 }, //   64 x  64
  { channels: 256, blocks: 8 }, //   32 x  32
  { channels: 512, blocks: 8 }, //   16 x  16
  { channels: 1024, blocks: 4 }, //   8 x   8
] as const;

/** Darknet-53 in timm's names: `stem.conv1.conv`, `stages.0.conv_down.conv`, `stages.0.blocks.0.conv1.conv`, ..., `head.fc`. */
export class Darknet53 extends Classifier {
  override readonly kind: string = 'Darknet53';
  readonly #body: readonly Stage[];
  readonly #head: Sequential;
  #fc: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('Darknet53', { classes, inChannels });
    const conv1 = darkConv(inChannels, STEM, { size: 3, rng: rng.split('stem') });
    const stem = this.child('stem', new Sequential({ conv1 })); // 256 x 256 x 32
    const stages = table.map(({ channels, blocks }, index) => {
      const own = rng.split(`stage${index}`);
      const inputs = table[index - 1]?.channels ?? STEM;
      return new Sequential({
        conv_down: darkConv(inputs, channels, { size: 3, stride: 2, rng: own.split('conv_down') }),
        blocks: new Sequential(
          Array.from({ length: blocks }, (_, i) => new DarkBlock(channels, { rng: own.split(i) })),
        ),
      });
    });
    this.child('stages', new Sequential(stages));
    this.#body = [
      { name: 'stem', modules: [stem] },
      ...stages.map((stage, index) => ({ name: `stage${index + 1}`, modules: [stage] })),
    ];
    this.#fc = new Linear(1024, classes, { rng: rng.split('fc') });
    this.#head = this.child(
      'head',
      new Sequential({ global_pool: new GlobalAvgPool(), drop: new Dropout(0), fc: this.#fc }),
    );
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#head] }];
  }

  override get classes(): number {
    return this.#fc.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    this.#fc = this.#head.replace('fc', new Linear(this.#fc.inFeatures, classes, { rng }));
  }
}

/**
 * Darknet-53, the body of YOLOv3, as a classifier: 41,609,928 parameters with 1000 classes.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 256, 256, inChannels]` (other sizes work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage5`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Redmon and Farhadi 2018, YOLOv3, https://arxiv.org/abs/1804.02767; timm's darknet53, whose leaky relu has a slope of 0.01
 * instead of Darknet's 0.1
 * @example
 * ```ts
 * const model = darknet53({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 256, 256, 3] -> [N, 1000]
 * ```
 */
export function darknet53(options: ModelOptions): Darknet53 {
  return new Darknet53(options);
}
