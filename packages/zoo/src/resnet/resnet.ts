import { BatchNorm2d, GlobalAvgPool, Linear, MaxPool2d, ReLU, Sequential } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import { heConv } from '../he-conv.ts';
import type { ModelOptions } from '../model-options.ts';
import { BasicBlock } from './basic-block.ts';
import { Bottleneck } from './bottleneck.ts';

/** A column of the paper's table 1, with the later variants. */
export interface ResNetTable {
  readonly block: 'basic' | 'bottleneck';
  /** Blocks of each stage. */
  readonly blocks: readonly [number, number, number, number];
  /** Groups of the 3 x 3 convolutions of a bottleneck (ResNeXt's cardinality). */
  readonly groups?: number;
  /** Channels of each group in the first stage; 128 with one group is the wide ResNet. */
  readonly widthPerGroup?: number;
}

/** Channels and stride of each stage; with bottlenecks the output has four times as many channels. */
const stageTable = [
  { channels: 64, stride: 1 }, //  56 x 56
  { channels: 128, stride: 2 }, // 28 x 28
  { channels: 256, stride: 2 }, // 14 x 14
  { channels: 512, stride: 2 }, //  7 x  7
] as const;

/** A residual net for ImageNet in torchvision's names: `conv1`, `bn1`, `layer1.0.conv1`, ..., `fc`. */
export class ResNet extends Classifier {
  override readonly kind: string = 'ResNet';
  readonly #body: readonly Stage[];
  readonly #pool: GlobalAvgPool;
  #fc: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor(table: ResNetTable, { rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('ResNet', { classes, inChannels });
    const stem = [
      this.child('conv1', heConv(inChannels, 64, { size: 7, stride: 2, rng: rng.split('conv1') })), // 112 x 112 x 64
      this.child('bn1', new BatchNorm2d(64)),
      this.child('relu', new ReLU()),
      this.child('maxpool', new MaxPool2d(3, { stride: 2, padding: 1 })), //                            56 x  56 x 64
    ];
    let inputs = 64;
    const stages = stageTable.map(({ channels, stride }, index) => {
      const name = `layer${index + 1}`;
      const shape = { inputs, channels, stride, blocks: table.blocks[index]!, rng: rng.split(name) };
      inputs = channels * (table.block === 'basic' ? 1 : 4);
      return { name: `stage${index + 1}`, modules: [this.child(name, stageOf(table, shape))] };
    });
    this.#body = [{ name: 'stem', modules: stem }, ...stages];
    this.#pool = this.child('avgpool', new GlobalAvgPool()); // 512 or 2048
    this.#fc = this.child('fc', new Linear(inputs, classes, { rng: rng.split('fc') })); // classes
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#pool, this.#fc] }];
  }

  override get classes(): number {
    return this.#fc.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    this.#fc = this.replaceChild('fc', new Linear(this.#fc.inFeatures, classes, { rng }));
  }
}

interface StageShape {
  readonly inputs: number;
  readonly channels: number;
  readonly stride: number;
  readonly blocks: number;
  readonly rng: Rng;
}

function stageOf(table: ResNetTable, { inputs, channels, stride, blocks, rng }: StageShape): Sequential {
  const make = table.block === 'basic' ? basicBlock : bottleneck;
  const outputs = channels * (table.block === 'basic' ? 1 : 4);
  return new Sequential(
    Array.from({ length: blocks }, (_, index) =>
      make(table, {
        inputs: index === 0 ? inputs : outputs,
        channels,
        outputs,
        stride: index === 0 ? stride : 1,
        rng: rng.split(index),
      }),
    ),
  );
}

interface BlockShape {
  readonly inputs: number;
  readonly channels: number;
  readonly outputs: number;
  readonly stride: number;
  readonly rng: Rng;
}

function basicBlock(_table: ResNetTable, shape: BlockShape): BasicBlock {
  const { inputs, channels, stride, rng } = shape;
  return new BasicBlock({
    conv1: heConv(inputs, channels, { size: 3, stride, rng: rng.split('conv1') }),
    conv2: heConv(channels, channels, { size: 3, rng: rng.split('conv2') }),
    shortcut: projection(shape),
  });
}

/** The stride lies in the 3 x 3 convolution, not in the first 1 x 1 as in the paper (torchvision's "V1.5"). */
function bottleneck({ groups = 1, widthPerGroup = 64 }: ResNetTable, shape: BlockShape): Bottleneck {
  const { inputs, channels, outputs, stride, rng } = shape;
  const width = Math.floor((channels * widthPerGroup) / 64) * groups;
  return new Bottleneck({
    conv1: heConv(inputs, width, { size: 1, rng: rng.split('conv1') }),
    conv2: heConv(width, width, { size: 3, stride, groups, rng: rng.split('conv2') }),
    conv3: heConv(width, outputs, { size: 1, rng: rng.split('conv3') }),
    shortcut: projection(shape),
  });
}

/** The shortcut where the shape changes (option B). */
function projection({ inputs, outputs, stride, rng }: BlockShape): Sequential | undefined {
  if (stride === 1 && inputs === outputs) return undefined;
  const conv = heConv(inputs, outputs, { size: 1, stride, rng: rng.split('downsample') });
  return new Sequential([conv, new BatchNorm2d(outputs)]);
}
