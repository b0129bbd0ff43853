import {
  BatchNorm2d,
  type Conv2d,
  GlobalAvgPool,
  kaimingNormal,
  Linear,
  type Module,
  ReLU,
  Sequential,
} from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import { heConv } from '../he-conv.ts';
import type { ModelOptions } from '../model-options.ts';
import { BasicBlock } from './basic-block.ts';
import { PadShortcut } from './pad-shortcut.ts';

/** Output channels and stride of each stage in the paper's table (section 4.2). */
const table = [
  { channels: 16, stride: 1 }, // 32 x 32 x 16
  { channels: 32, stride: 2 }, // 16 x 16 x 32
  { channels: 64, stride: 2 }, //  8 x  8 x 64
] as const;

/**
 * A residual net of 6n + 2 layers for small pictures: three stages of n basic blocks, shortcuts without parameters (option A).
 *
 * Names of the state dict: `conv1`, `bn1`, `layer1.0.conv1`, ..., `linear`.
 */
export class CifarResNet extends Classifier {
  override readonly kind: string = 'CifarResNet';
  readonly #body: readonly Stage[];
  readonly #pool: GlobalAvgPool;
  #linear: Linear;

  /**
   * @param blocks n, the blocks of each stage.
   * @throws OptionError when a number of classes or channels is not a whole number above 0.
   */
  constructor(blocks: number, { rng, classes = 10, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('CifarResNet', { classes, inChannels });
    const stem: Module[] = [
      this.child('conv1', conv(inChannels, 16, { rng: rng.split('conv1') })), // 32 x 32 x 16
      this.child('bn1', new BatchNorm2d(16)),
      this.child('relu', new ReLU()),
    ];
    let inputs = 16;
    const stages = table.map(({ channels, stride }, index) => {
      const name = `layer${index + 1}`;
      const layer = this.child(name, stageOf(blocks, { inputs, channels, stride, rng: rng.split(name) }));
      inputs = channels;
      return { name: `stage${index + 1}`, modules: [layer] };
    });
    this.#body = [{ name: 'stem', modules: stem }, ...stages];
    this.#pool = this.child('avgpool', new GlobalAvgPool()); // 64
    this.#linear = this.child('linear', linear(inputs, classes, rng.split('linear'))); // classes
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#pool, this.#linear] }];
  }

  override get classes(): number {
    return this.#linear.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#linear = this.replaceChild('linear', linear(this.#linear.inFeatures, classes, rng));
  }
}

function stageOf(
  blocks: number,
  { inputs, channels, stride, rng }: { inputs: number; channels: number; stride: number; rng: Rng },
): Sequential {
  return new Sequential(
    Array.from({ length: blocks }, (_, index) => {
      const own = rng.split(index);
      const first = index === 0;
      return new BasicBlock({
        conv1: conv(first ? inputs : channels, channels, { stride: first ? stride : 1, rng: own.split('conv1') }),
        conv2: conv(channels, channels, { rng: own.split('conv2') }),
        shortcut:
          first && inputs !== channels ? new PadShortcut({ stride, extraChannels: channels - inputs }) : undefined,
      });
    }),
  );
}

function conv(inputs: number, outputs: number, options: { stride?: number; rng: Rng }): Conv2d {
  return heConv(inputs, outputs, { size: 3, mode: 'fanIn', ...options });
}

function linear(inputs: number, outputs: number, rng: Rng): Linear {
  const layer = new Linear(inputs, outputs, { rng });
  layer.weight.fill(() => kaimingNormal(layer.weight.shape, { rng: rng.split('weight') }));
  return layer;
}
