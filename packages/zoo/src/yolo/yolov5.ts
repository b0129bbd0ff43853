import { type Context, type Module, Sequential } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import type { BoxCoding } from '../detect/box-coding.ts';
import { type DetectionLevel, Detector } from '../detect/detector.ts';
import type { ModelOptions } from '../model-options.ts';
import { AnchorHeads } from './anchor-heads.ts';
import { type GraphRow, runGraph } from './layer-graph.ts';
import { type Yolov5Size, yolov5Levels, yolov5Neck, yolov5Rows, yolov5Stages } from './yolov5-table.ts';

/** Width and height in pixels, for each level; trained weights bring their own. */
const anchors = [
  [
    [10, 13],
    [16, 30],
    [33, 23],
  ],
  [
    [30, 61],
    [62, 45],
    [59, 119],
  ],
  [
    [116, 90],
    [156, 198],
    [373, 326],
  ],
] as const;

/** YOLOv5 in the layout of version 6.1 and its names: `model.0.conv`, `model.2.m.0.cv1.conv`, ..., `model.24.anchors`, `model.24.m.0`. */
export class Yolov5 extends Detector {
  override readonly kind: string = 'Yolov5';
  override readonly boxCoding: BoxCoding = 'yolov5';
  override readonly strides: readonly number[] = yolov5Levels.map(({ stride }) => stride);
  readonly #rows: readonly GraphRow[];
  readonly #heads: AnchorHeads;
  #classes: number;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor(size: Yolov5Size, { rng, classes = 80, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('Yolov5', { classes, inChannels });
    this.#classes = classes;
    const { rows, channels } = yolov5Rows([...yolov5Stages, ...yolov5Neck], size, { inChannels, rng });
    this.#rows = rows;
    this.#heads = new AnchorHeads({
      inputs: yolov5Levels.map(({ line }) => channels[line]!),
      levels: yolov5Levels.map(({ stride }, level) => ({ stride, anchors: anchors[level]! })),
      classes,
      rng: rng.split('heads'),
    });
    const modules: Record<string, Module> = { [rows.length]: this.#heads };
    for (const [line, { module }] of rows.entries()) if (module !== undefined) modules[line] = module;
    this.child('model', new Sequential(modules));
  }

  override get classes(): number {
    return this.#classes;
  }

  override levels(): Promise<readonly DetectionLevel[]> {
    return this.#heads.levels();
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#heads.reset(classes, rng);
    this.#classes = classes;
  }

  protected override maps(x: Tensor, context: Context): Tensor[] {
    const outputs = runGraph(this.#rows, x, context);
    return this.#heads.maps(
      yolov5Levels.map(({ line }) => outputs[line]!),
      context,
    );
  }
}

/**
 * YOLOv5n: 1,872,157 parameters with 80 classes.
 * @param options.rng draws the initial weights.
 * @returns a detector of `[N, 640, 640, inChannels]` (other multiples of 32 work) to raw predictions `[N, 25200, 5 + classes]`, from 80 x 80,
 * 40 x 40 and 20 x 20 cells with three boxes each.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source YOLOv5 version 6.1 (Ultralytics, no paper; the architecture as its documentation tells it), with
 * Wang et al. 2019, CSPNet, https://arxiv.org/abs/1911.11929 and Liu et al. 2018, PANet, https://arxiv.org/abs/1803.01534
 * @example
 * ```ts
 * const model = yolov5n({ rng: new Rng(1) });
 * const predictions = model.forward(images); // [N, 640, 640, 3] -> [N, 25200, 85]
 * ```
 */
export function yolov5n(options: ModelOptions): Yolov5 {
  return new Yolov5({ depth: 0.33, width: 0.25 }, options);
}

/** YOLOv5s, 7,235,389 parameters: {@link yolov5n} with twice the channels. */
export function yolov5s(options: ModelOptions): Yolov5 {
  return new Yolov5({ depth: 0.33, width: 0.5 }, options);
}

/** YOLOv5m, 21,190,557 parameters: {@link yolov5s} with more channels and bottlenecks. */
export function yolov5m(options: ModelOptions): Yolov5 {
  return new Yolov5({ depth: 0.67, width: 0.75 }, options);
}
