import { readFileSync } from 'node:fs';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { nonMaximumSuppression } from './non-maximum-suppression.ts';

interface Case {
  readonly name: string;
  readonly boxes: readonly number[];
  readonly scores: readonly number[];
  readonly classes: readonly number[];
  readonly iou: number;
  readonly kept: readonly number[];
  readonly keptByClass: readonly number[];
}

const cases = JSON.parse(readFileSync(new URL('../../fixtures/nms.json', import.meta.url), 'utf8')) as Case[];

const scored = (boxes: readonly (readonly number[])[], scores: readonly number[], classes?: readonly number[]) => ({
  boxes: Float32Array.from(boxes.flat()),
  scores: Float32Array.from(scores),
  ...(classes && { classIndices: Int32Array.from(classes) }),
});

/** The definition: walk from the best box down, strike out what overlaps it. */
function plainSuppression(boxes: readonly (readonly number[])[], scores: readonly number[], iou: number): number[] {
  let left = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const kept: number[] = [];
  while (left.length > 0) {
    const [best, ...others] = left as [number, ...number[]];
    kept.push(best);
    left = others.filter((other) => !(overlap(boxes[best]!, boxes[other]!) > iou));
  }
  return kept;
}

function overlap(a: readonly number[], b: readonly number[]): number {
  const side = (first: number, last: number) =>
    Math.max(0, Math.min(a[last]!, b[last]!) - Math.max(a[first]!, b[first]!));
  const area = (box: readonly number[]) => (box[2]! - box[0]!) * (box[3]! - box[1]!);
  const shared = side(0, 2) * side(1, 3);
  return shared / (area(a) + area(b) - shared);
}

describe('nonMaximumSuppression', () => {
  test.each(cases)('keeps what torchvision keeps: $name', ({ boxes, scores, classes, iou, kept, keptByClass }) => {
    const given = { boxes: Float32Array.from(boxes), scores: Float32Array.from(scores) };
    const limits = { iou, maxDetections: 1000 };
    expect(Array.from(nonMaximumSuppression(given, limits))).toEqual(kept);
    const classIndices = Int32Array.from(classes);
    expect(Array.from(nonMaximumSuppression({ ...given, classIndices }, limits))).toEqual(keptByClass);
  });

  test('equals the definition on many boxes', () => {
    const rng = new Rng(7);
    const numbers = rng.fillUniform(new Float32Array(5000));
    const boxes = Array.from({ length: 1000 }, (_, i) => {
      const [x, y, width, height] = numbers.slice(5 * i, 5 * i + 4) as unknown as [number, number, number, number];
      return [x, y, x + width / 2, y + height / 2].map(Math.fround);
    });
    const scores = boxes.map((_, i) => numbers[5 * i + 4]!);
    const kept = nonMaximumSuppression(scored(boxes, scores), { iou: 0.3, maxDetections: 1000 });
    expect(Array.from(kept)).toEqual(plainSuppression(boxes, scores, 0.3));
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.length).toBeLessThan(900);
  });

  test('a box goes above the overlap, not at it: 2 of 4 cells shared is one third of the union', () => {
    const pair = scored(
      [
        [0, 0, 2, 2],
        [1, 0, 3, 2],
      ],
      [0.9, 0.8],
    );
    expect(Array.from(nonMaximumSuppression(pair, { iou: 0.34 }))).toEqual([0, 1]);
    expect(Array.from(nonMaximumSuppression(pair, { iou: 0.33 }))).toEqual([0]);
    expect(Array.from(nonMaximumSuppression(pair, { iou: 1 }))).toEqual([0, 1]);
  });

  test('of equal scores the first stays; an object that was struck out strikes out nothing', () => {
    const chain = scored(
      [
        [0, 0, 4, 4],
        [1, 0, 5, 4],
        [2, 0, 6, 4],
      ],
      [0.5, 0.5, 0.5],
    );
    expect(Array.from(nonMaximumSuppression(chain, { iou: 0.5 }))).toEqual([0, 2]);
  });

  test('drops what is not finite, keeps boxes without area', () => {
    const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
    const odd = scored(
      [
        [0, 0, 1, 1],
        [nan, 0, 1, 1],
        [0, 0, inf, 1],
        [-inf, 0, inf, 1],
        [0, 0, 1, 1],
        [5, 5, 5, 5],
        [5, 5, 5, 5],
        [3e38, 3e38, 3e38, 3e38],
      ],
      [0.1, 0.9, 0.9, 0.9, nan, 0.8, 0.7, 0.01],
    );
    expect(Array.from(nonMaximumSuppression(odd))).toEqual([5, 6, 0, 7]);
  });

  test('maxDetections keeps the best', () => {
    const apart = scored(
      [0, 10, 20, 30].map((x) => [x, 0, x + 1, 1]),
      [0.1, 0.4, 0.3, 0.2],
    );
    expect(Array.from(nonMaximumSuppression(apart, { maxDetections: 2 }))).toEqual([1, 2]);
    expect(Array.from(nonMaximumSuppression(apart))).toEqual([1, 2, 3, 0]);
  });

  test('refuses arrays that do not fit, and numbers out of range', () => {
    const one = scored([[0, 0, 1, 1]], [0.5]);
    expect(() => nonMaximumSuppression({ ...one, scores: new Float32Array(2) })).toThrow(ShapeError);
    expect(() => nonMaximumSuppression({ ...one, classIndices: new Int32Array(2) })).toThrow(ShapeError);
    for (const iou of [-0.1, 1.1, Number.NaN]) expect(() => nonMaximumSuppression(one, { iou })).toThrow(OptionError);
    for (const maxDetections of [0, 1.5, Number.NaN]) {
      expect(() => nonMaximumSuppression(one, { maxDetections })).toThrow(OptionError);
    }
  });
});
