import { BatchNorm2d, type Context, Conv2d, LeakyReLU, type Module, normal, Sequential } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import type { BoxCoding } from '../detect/box-coding.ts';
import { type DetectionLevel, Detector } from '../detect/detector.ts';
import { heConv } from '../he-conv.ts';
import type { ModelOptions } from '../model-options.ts';
import type { DarknetSection, DarknetTable } from './darknet-sections.ts';
import { EvenMaxPool } from './even-max-pool.ts';
import { type GraphRow, lineOf, runGraph } from './layer-graph.ts';
import { Upsample } from './upsample.ts';

/** Where the predictions of a level come from. */
interface Level extends DetectionLevel {
  readonly line: number;
}

/** Channels and stride of what a line gives. */
interface Line {
  readonly channels: number;
  readonly stride: number;
}

/**
 * A detector of one of Darknet's cfg files. The names are those of the PyTorch ports that number the sections: `module_list.0.conv_0`,
 * `module_list.0.batch_norm_0`, ...
 */
export class DarknetDetector extends Detector {
  override readonly kind: string = 'DarknetDetector';
  override readonly boxCoding: BoxCoding = 'yolov3';
  readonly #rows: GraphRow[] = [];
  readonly #levels: Level[] = [];
  readonly #sections: Sequential;
  #classes: number;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ sections, anchors }: DarknetTable, { rng, classes = 80, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('DarknetDetector', { classes, inChannels });
    this.#classes = classes;
    const lines: Line[] = [];
    const modules: Record<string, Module> = {};
    for (const [index, section] of sections.entries()) {
      const read = (from: number): Line => lines[lineOf(from, index)] ?? { channels: inChannels, stride: 1 };
      if (section.type === 'yolo') {
        const chosen = section.mask.map((number) => anchors[number]!);
        this.#levels.push({ line: index - 1, stride: read(-1).stride, anchors: chosen });
      }
      const boxes = (sections[index + 1] as { mask?: readonly number[] } | undefined)?.mask?.length ?? 0;
      const row = rowOf(section, { index, read, predictions: boxes * (5 + classes), rng: rng.split(index) });
      if (row.module !== undefined) modules[index] = row.module;
      this.#rows.push(row);
      lines.push(row.line);
    }
    this.#sections = this.child('module_list', new Sequential(modules));
  }

  override get strides(): readonly number[] {
    return this.#levels.map(({ stride }) => stride);
  }

  override get classes(): number {
    return this.#classes;
  }

  override async levels(): Promise<readonly DetectionLevel[]> {
    return this.#levels.map(({ stride, anchors }) => ({ stride, anchors }));
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    for (const { line, anchors } of this.#levels) {
      const before = this.#rows[line]!.module!.children()[0]![1] as Conv2d; // as predictionConv makes it
      const outputs = anchors.length * (5 + classes);
      const module = predictionConv(before.inChannels, outputs, { index: line, rng: rng.split(line) });
      this.#rows[line] = { module: this.#sections.replace(String(line), module) };
    }
    this.#classes = classes;
  }

  protected override maps(x: Tensor, context: Context): Tensor[] {
    const outputs = runGraph(this.#rows, x, context);
    return this.#levels.map(({ line }) => outputs[line]!);
  }
}

interface Place {
  readonly index: number;
  /** What the line before, or another one, gives. */
  readonly read: (from: number) => Line;
  /** Channels of the predictions that a yolo section reads here. */
  readonly predictions: number;
  readonly rng: Rng;
}

function rowOf(section: DarknetSection, { index, read, predictions, rng }: Place): GraphRow & { readonly line: Line } {
  const before = section.type === 'route' ? read(section.layers[0]!) : read(-1);
  switch (section.type) {
    case 'convolutional': {
      const { filters, stride } = section;
      const module = darknetConv(before.channels, section, { index, rng });
      return { module, line: { channels: filters, stride: before.stride * stride } };
    }
    case 'predictions': {
      const module = predictionConv(before.channels, predictions, { index, rng });
      return { module, line: { ...before, channels: predictions } };
    }
    case 'maxpool': {
      const { stride } = section;
      return { module: new EvenMaxPool(stride), line: { ...before, stride: before.stride * stride } };
    }
    case 'upsample':
      return { module: new Upsample(), line: { ...before, stride: before.stride / 2 } };
    case 'shortcut':
      return { from: [-1, section.from], join: 'add', line: before };
    case 'route': {
      const channels = section.layers.reduce((sum, layer) => sum + read(layer).channels, 0);
      return { from: section.layers, join: 'concat', line: { ...before, channels } };
    }
    case 'yolo':
      return { line: before };
  }
}

interface Numbered {
  readonly index: number;
  readonly rng: Rng;
}

/** Darknet's batch norm adds 1e-5 to the variance (its GPU code) and has a leaky relu of slope 0.1 behind it. */
function darknetConv(
  inputs: number,
  { filters, size, stride }: { readonly filters: number; readonly size: number; readonly stride: number },
  { index, rng }: Numbered,
): Sequential {
  return new Sequential({
    [`conv_${index}`]: heConv(inputs, filters, { size, stride, mode: 'fanIn', rng }),
    [`batch_norm_${index}`]: new BatchNorm2d(filters),
    [`leaky_${index}`]: new LeakyReLU(0.1),
  });
}

/** Bias 0, weights from `N(0, 0.01^2)`. */
function predictionConv(inputs: number, outputs: number, { index, rng }: Numbered): Sequential {
  const conv = new Conv2d(inputs, outputs, { kernelSize: 1, rng });
  conv.weight.fill(() => normal(conv.weight.shape, { rng: rng.split('weight'), std: 0.01 }));
  conv.bias?.fill(() => new Float32Array(outputs));
  return new Sequential({ [`conv_${index}`]: conv });
}
