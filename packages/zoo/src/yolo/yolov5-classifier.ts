import { Dropout, GlobalAvgPool, Linear, Sequential } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { yolov5Conv } from './yolov5-conv.ts';
import { type Yolov5Size, yolov5Rows, yolov5Stages } from './yolov5-table.ts';

/** Channels before the last layer, whatever the size of the model. */
const HIDDEN = 1280;

/** The backbone of YOLOv5 as a classifier, in the names of its classification models: `model.0.conv`, ..., `model.9.conv.conv`, `model.9.linear`. */
export class Yolov5Classifier extends Classifier {
  override readonly kind: string = 'Yolov5Classifier';
  readonly #body: readonly Stage[];
  readonly #head: Sequential;
  #linear: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor(size: Yolov5Size, { rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('Yolov5Classifier', { classes, inChannels });
    const { rows, channels } = yolov5Rows(yolov5Stages, size, { inChannels, rng });
    const modules = rows.map(({ module }) => module!); // no line of the backbone only joins
    const [stem, ...rest] = modules;
    this.#body = [
      { name: 'stem', modules: [stem!] },
      ...[0, 2, 4, 6].map((first, index) => ({ name: `stage${index + 1}`, modules: rest.slice(first, first + 2) })),
    ];
    // Ultralytics' head has PyTorch's epsilon, unlike the layers before, which come from a detector.
    const conv = yolov5Conv(channels.at(-1)!, HIDDEN, { size: 1, eps: 1e-5, rng: rng.split('head') });
    this.#linear = new Linear(HIDDEN, classes, { rng: rng.split('linear') });
    this.#head = new Sequential({ conv, pool: new GlobalAvgPool(), drop: new Dropout(0), linear: this.#linear });
    this.child('model', new Sequential([...modules, this.#head]));
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#head] }];
  }

  override get classes(): number {
    return this.#linear.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    this.#linear = this.#head.replace('linear', new Linear(HIDDEN, classes, { rng }));
  }
}

/**
 * YOLOv5n-cls, the backbone of YOLOv5n as a classifier: 2,493,000 parameters with 1000 classes.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage4`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source YOLOv5's classification models (Ultralytics, no paper)
 * @example
 * ```ts
 * const model = yolov5nCls({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function yolov5nCls(options: ModelOptions): Yolov5Classifier {
  return new Yolov5Classifier({ depth: 0.33, width: 0.25 }, options);
}
