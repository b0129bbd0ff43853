import { type Context, Module } from '@cv/layers';
import { concat, reshape, type Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import type { BoxCoding } from './box-coding.ts';

/** A map of predictions: a grid over the picture with some boxes at every cell. */
export interface DetectionLevel {
  /** Pixels of the input from one cell to the next. */
  readonly stride: number;
  /** Width and height of the boxes that a cell starts from, in pixels of the input. */
  readonly anchors: readonly (readonly [width: number, height: number])[];
}

/**
 * The verbs that every detector of the zoo answers.
 *
 * `forward(x)` takes pictures `[N, H, W, 3]` with values from 0 to 1, height and width multiples of the largest stride, and gives raw
 * predictions `[N, boxes, 5 + classes]`: x, y, width, height, objectness and a logit for each class, without any sigmoid. The boxes stand
 * level by level, row by row, cell by cell, anchor by anchor. `decodePredictions` makes boxes of them, {@link detect} does everything.
 */
export abstract class Detector extends Module {
  /** How the first four numbers of a prediction make a box. */
  abstract readonly boxCoding: BoxCoding;

  /** Strides of the levels, in the order of the predictions. */
  abstract readonly strides: readonly number[];

  /** Number of classes that are told apart. */
  abstract get classes(): number;

  /** The levels in the order of the predictions, with the anchors that the weights have. */
  abstract levels(): Promise<readonly DetectionLevel[]>;

  /**
   * Replaces the last convolution of every level by a freshly initialised one and disposes those before.
   * @throws OptionError when `classes` is not a whole number above 0.
   */
  abstract resetHead(classes: number, options: { rng: Rng }): void;

  /** The raw map of each level, `[N, H / stride, W / stride, anchors (5 + classes)]`, for the scope around it. */
  protected abstract maps(x: Tensor, context: Context): Tensor[];

  protected override compute(x: Tensor, context: Context): Tensor {
    requireMultiple(this.kind, x, Math.max(...this.strides));
    const flat = this.maps(x, context).map((map) => asRows(map, 5 + this.classes));
    return concat(flat, { axis: 1 });
  }
}

/** A prediction in each row. */
function asRows(map: Tensor, width: number): Tensor {
  const [count, height, columns, channels] = map.shape as [number, number, number, number];
  return reshape(map, [count, (height * columns * channels) / width, width]);
}

function requireMultiple(model: string, x: Tensor, stride: number): void {
  const fits = (length: number | undefined): boolean => length !== undefined && length > 0 && length % stride === 0;
  if (x.shape.length === 4 && fits(x.shape[1]) && fits(x.shape[2])) return;
  throw new ShapeError(
    `${model}: input has shape [${x.shape.join()}], expected [N, H, W, C] with H and W multiples of ${stride}`,
    { received: x.shape, stride },
  );
}
