import { OptionError, ShapeError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { type DecodeOptions, decodePredictions } from './decode-predictions.ts';

const NEVER = -100;
const logit = (p: number): number => Math.log(p / (1 - p));

/** Two levels: 1 x 2 cells of 32 pixels with an anchor, 2 x 4 of 16 with two; two classes. */
const options: DecodeOptions = {
  inputSize: [32, 64],
  levels: [
    { stride: 32, anchors: [[40, 20]] },
    {
      stride: 16,
      anchors: [
        [8, 8],
        [10, 6],
      ],
    },
  ],
  boxCoding: 'yolov5',
  classes: 2,
};
const BOXES = 2 + 16;

/** Predictions of nothing but the rows that are given. */
function predictions(rows: Readonly<Record<number, readonly number[]>>): Float32Array {
  const all = Array.from({ length: BOXES }, (_, i) => rows[i] ?? [0, 0, 0, 0, NEVER, 0, 0]);
  return Float32Array.from(all.flat());
}

const close = (values: Float32Array, expected: readonly number[]): void =>
  expect(Array.from(values)).toEqual(expected.map((value) => expect.closeTo(value, 4)));

test('yolov5: half a cell at 0, the anchor at 0, four anchors at most', () => {
  const sure = [100, 100, 100];
  const found = decodePredictions(
    predictions({ 1: [0, 0, 0, 0, ...sure], 13: [logit(0.75), logit(0.25), logit(0.75), logit(1e-9), ...sure] }),
    options,
  );
  // Row 1: cell 1 of the first level, centre (1 + 0.5) * 32, 0.5 * 32.
  // Row 13: 11 rows into the second level: cell 5 (row 1, column 1), second anchor; 10 * 1.5 ** 2 wide, no height.
  close(found.boxes, [28, 6, 68, 26, 32 - 11.25, 16, 32 + 11.25, 16]);
  expect(Array.from(found.classIndices)).toEqual([0, 0]);
});

test('yolov3: the sigmoid within the cell, the exponential of the anchor', () => {
  const found = decodePredictions(
    predictions({ 13: [logit(0.75), logit(0.25), Math.log(2), Math.log(0.5), 100, 100, 100] }),
    { ...options, boxCoding: 'yolov3' },
  );
  close(found.boxes, [28 - 10, 20 - 1.5, 28 + 10, 20 + 1.5]);
});

test('the score is objectness times class; below the least it is left out, at it not', () => {
  const rows = { 0: [0, 0, 0, 0, logit(0.8), logit(0.5), logit(0.9)], 5: [0, 0, 0, 0, logit(0.5), logit(0.5), -9] };
  const found = decodePredictions(predictions(rows), options);
  close(found.scores, [0.72, 0.25]);
  expect(Array.from(found.classIndices)).toEqual([1, 0]);
  expect(decodePredictions(predictions(rows), { ...options, score: 0.26 }).scores).toHaveLength(1);
  expect(decodePredictions(predictions(rows), { ...options, score: 0.73 }).scores).toHaveLength(0);
});

test('a box counts for its best class, or for all that are probable; of equal ones for the first', () => {
  const rows = { 0: [0, 0, 0, 0, 100, logit(0.6), logit(0.7)], 1: [0, 0, 0, 0, 100, 0, 0] };
  const best = decodePredictions(predictions(rows), options);
  expect(Array.from(best.classIndices)).toEqual([1, 0]);
  const all = decodePredictions(predictions(rows), { ...options, labelsPerBox: 'all' });
  expect(Array.from(all.classIndices)).toEqual([0, 1, 0, 1]);
  expect(Array.from(all.boxes.slice(0, 4))).toEqual(Array.from(all.boxes.slice(4, 8)));
});

test('what is not finite gives no box', () => {
  const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
  const sure = [100, 100, 100];
  const rows = {
    0: [nan, 0, 0, 0, ...sure],
    1: [0, 0, 1000, 0, ...sure], // exp overflows
    2: [0, 0, 0, 0, nan, 100, 100],
    3: [0, 0, 0, 0, 100, nan, nan],
    4: [0, 0, 0, 0, inf, inf, nan],
    5: [inf, -inf, 0, 0, ...sure],
  };
  const found = decodePredictions(predictions(rows), { ...options, boxCoding: 'yolov3', score: 0.001 });
  expect(Array.from(found.scores)).toEqual([1, 1]); // rows 4 and 5: infinite logits are sure, not wrong
  expect(found.boxes.every(Number.isFinite)).toBe(true);
});

test('score 0 takes everything, score 1 what is sure', () => {
  const sure = predictions({ 3: [0, 0, 0, 0, 100, 100, 0] });
  expect(decodePredictions(sure, { ...options, score: 0, labelsPerBox: 'all' }).scores).toHaveLength(2 * BOXES);
  expect(Array.from(decodePredictions(sure, { ...options, score: 1 }).classIndices)).toEqual([0]);
});

test('refuses a score that is none, and predictions of another size', () => {
  for (const score of [-0.1, 1.1, Number.NaN]) {
    expect(() => decodePredictions(predictions({}), { ...options, score })).toThrow(OptionError);
  }
  expect(() => decodePredictions(new Float32Array(7), options)).toThrow(ShapeError);
  expect(() => decodePredictions(predictions({}), { ...options, classes: 3 })).toThrow('18 boxes of 5 + 3');
});
