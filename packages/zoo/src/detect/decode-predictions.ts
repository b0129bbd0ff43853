import { OptionError, ShapeError } from '@cv/tensor/errors';
import type { BoxCoding } from './box-coding.ts';
import type { DetectionLevel } from './detector.ts';

/** Options of {@link decodePredictions}. */
export interface DecodeOptions {
  /** Height and width of the model's input, pixels. */
  readonly inputSize: readonly [height: number, width: number];
  readonly levels: readonly DetectionLevel[];
  readonly boxCoding: BoxCoding;
  readonly classes: number;
  /** Boxes with a lower score are left out, 0 to 1. */
  readonly score?: number;
  /** Whether a box counts for its best class only, or for each class whose score is high enough. */
  readonly labelsPerBox?: 'best' | 'all';
}

/** Boxes that may be objects; many of them are of the same one. */
export interface Candidates {
  /** Left, top, right, bottom of each in pixels of the input, `[n, 4]`; they may reach over its border. */
  readonly boxes: Float32Array;
  /** Objectness times the class's probability, `[n]`. */
  readonly scores: Float32Array;
  /** Index of the class, `[n]`. */
  readonly classIndices: Int32Array;
}

/**
 * Makes boxes of the raw predictions for one picture, see {@link BoxCoding}; score is `sigmoid(objectness) * sigmoid(class)`.
 *
 * Predictions that are not finite give no box: neither has a box that overflows, nor a score that is NaN.
 *
 * @param predictions `[boxes, 5 + classes]` in the order of {@link Detector}, row-major
 * @returns candidates in the order of the predictions
 * @throws ShapeError when there are not as many numbers as the levels have boxes; OptionError when `score` is none of 0 to 1
 * @example
 * ```ts
 * const candidates = decodePredictions(raw, { inputSize: [640, 640], levels: await model.levels(), boxCoding: 'yolov5', classes: 80 });
 * ```
 */
export function decodePredictions(predictions: Float32Array, options: DecodeOptions): Candidates {
  const { score = 0.25, labelsPerBox = 'best' } = options;
  if (!(score >= 0 && score <= 1)) {
    throw new OptionError(`decodePredictions: score is ${score}, expected 0 to 1`, { received: score });
  }
  requireLength(predictions, options);
  const found: Found = { boxes: [], scores: [], classIndices: [] };
  const least = leastLogit(score);
  let start = 0;
  for (const level of options.levels) {
    start = decodeLevel(predictions, { start, level, least, ...options, score, labelsPerBox }, found);
  }
  return {
    boxes: Float32Array.from(found.boxes),
    scores: Float32Array.from(found.scores),
    classIndices: Int32Array.from(found.classIndices),
  };
}

/**
 * A logit below which no score is high enough, which spares the exponentials of the background. A little too low for rounding; from 36
 * on a sigmoid is 1 in float64.
 */
function leastLogit(score: number): number {
  return Math.min(36, Math.log(score / (1 - score)) - 1e-6);
}

interface Found {
  readonly boxes: number[];
  readonly scores: number[];
  readonly classIndices: number[];
}

interface LevelPass extends Required<DecodeOptions> {
  readonly start: number;
  readonly level: DetectionLevel;
  readonly least: number;
}

/** Decodes one level; returns where the next one starts. */
function decodeLevel(predictions: Float32Array, pass: LevelPass, found: Found): number {
  const { level, inputSize, classes, least, score, boxCoding, labelsPerBox } = pass;
  const { stride, anchors } = level;
  const rows = inputSize[0] / stride;
  const columns = inputSize[1] / stride;
  const boxOf = boxCoding === 'yolov5' ? yolov5Box : yolov3Box;
  let at = pass.start;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (const anchor of anchors) {
        if (predictions[at + 4]! >= least) {
          const classesFound = classesAbove(predictions, { at, classes, score, labelsPerBox });
          if (classesFound.length > 0) {
            const box = boxOf(predictions, at, { column, row, stride, anchor });
            if (box.every(Number.isFinite)) add(found, box, classesFound);
          }
        }
        at += 5 + classes;
      }
    }
  }
  return at;
}

function add(found: Found, box: Box, classes: readonly ClassScore[]): void {
  for (const { index, score } of classes) {
    found.boxes.push(...box);
    found.scores.push(score);
    found.classIndices.push(index);
  }
}

interface ClassScore {
  readonly index: number;
  readonly score: number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The classes of a prediction whose scores are high enough, or the best of them; of equal ones the first. */
function classesAbove(
  predictions: Float32Array,
  { at, classes, score, labelsPerBox }: { at: number; classes: number } & Pick<LevelPass, 'score' | 'labelsPerBox'>,
): ClassScore[] {
  const objectness = sigmoid(predictions[at + 4]!);
  const found: ClassScore[] = [];
  for (let index = 0; index < classes; index++) {
    const value = objectness * sigmoid(predictions[at + 5 + index]!);
    if (!(value >= score)) continue;
    if (labelsPerBox === 'all' || found.length === 0) found.push({ index, score: value });
    else if (value > found[0]!.score) found[0] = { index, score: value };
  }
  return found;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly stride: number;
  readonly anchor: readonly [number, number];
}

function yolov3Box(t: Float32Array, at: number, { column, row, stride, anchor }: Cell): Box {
  const x = (column + sigmoid(t[at]!)) * stride;
  const y = (row + sigmoid(t[at + 1]!)) * stride;
  return around(x, y, anchor[0] * Math.exp(t[at + 2]!), anchor[1] * Math.exp(t[at + 3]!));
}

function yolov5Box(t: Float32Array, at: number, { column, row, stride, anchor }: Cell): Box {
  const x = (column + 2 * sigmoid(t[at]!) - 0.5) * stride;
  const y = (row + 2 * sigmoid(t[at + 1]!) - 0.5) * stride;
  return around(x, y, anchor[0] * (2 * sigmoid(t[at + 2]!)) ** 2, anchor[1] * (2 * sigmoid(t[at + 3]!)) ** 2);
}

function around(x: number, y: number, width: number, height: number): Box {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2].map(Math.fround) as unknown as Box;
}

function requireLength(predictions: Float32Array, { inputSize, levels, classes }: DecodeOptions): void {
  const [height, width] = inputSize;
  const boxes = levels.reduce(
    (sum, { stride, anchors }) => sum + (height / stride) * (width / stride) * anchors.length,
    0,
  );
  const expected = boxes * (5 + classes);
  if (predictions.length === expected) return;
  throw new ShapeError(
    `decodePredictions: ${predictions.length} numbers, expected ${expected}: ${boxes} boxes of 5 + ${classes}`,
    { expected, received: predictions.length },
  );
}
