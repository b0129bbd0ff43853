import { describe, expect, it } from 'vitest';
import { adjustedRandIndex, MetricError, randIndex, segmentationScores, variationOfInformation } from '../index.ts';
import { expectClose } from '../testing/close.ts';
import { regionGoldens } from '../testing/region-goldens.ts';

const { partitions, segmentations } = regionGoldens();

describe('partitions, as scikit-learn and scikit-image have them', () => {
  it.each(partitions.map((one, i) => [i, one] as const))('case %i', (_, one) => {
    expectClose(randIndex(one.first, one.second), one.rand);
    expect(Math.abs(adjustedRandIndex(one.first, one.second) - one.adjusted)).toBeLessThan(1e-14);
    const { overSegmentation, underSegmentation, total } = variationOfInformation(one.first, one.second, {
      ignoreLabels: one.ignored,
    });
    expect(Math.abs(overSegmentation - one.over)).toBeLessThan(1e-13); // logarithms that cancel out
    expect(Math.abs(underSegmentation - one.under)).toBeLessThan(1e-13);
    expect(total).toBe(overSegmentation + underSegmentation);
  });

  it('do not depend on the names of the regions', () => {
    const { first, second, rand } = partitions[3]!;
    expectClose(
      randIndex(
        first.map((label) => `region ${label}`),
        Uint16Array.from(second, (label) => 1000 - label),
      ),
      rand,
    );
  });

  it('refuse no samples, different lengths and fractions', () => {
    for (const score of [randIndex, adjustedRandIndex, variationOfInformation]) {
      expect(() => score([], [])).toThrow(MetricError);
      expect(() => score([1], [1, 2])).toThrow(/lists differ in length/);
      expect(() => score([0.5], [1])).toThrow(/whole number or a name/);
    }
    expect(() => variationOfInformation([0, 0], [1, 1], { ignoreLabels: [0] })).toThrow(/all.*ignored/);
  });
});

describe('segmentations', () => {
  it.each(segmentations.map((one, i) => [i, one] as const))('case %i, as scikit-learn has it', (_, one) => {
    const labels = Array.from({ length: one.classes }, (__, k) => k);
    const scores = segmentationScores(Uint8Array.from(one.yTrue), one.yPred, { labels, ignoreLabel: 255 });
    for (const name of ['iou', 'dice', 'accuracy'] as const) {
      expectClose(
        scores.classes.map((each) => each[name]),
        one[name],
      );
    }
    expectClose(scores.meanIou, one.iou.reduce((sum, value) => sum + value, 0) / one.classes);
    expectClose(scores.frequencyWeightedIou, one.frequencyWeightedIou);
    expectClose(scores.pixelAccuracy, one.pixelAccuracy);
    expect(segmentationScores(one.yTrue, one.yPred).meanIou).toBeLessThan(scores.meanIou); // 255 is a class then
  });

  it('leave classes that are neither there nor predicted out of the means', () => {
    const scores = segmentationScores(['sky', 'sea', 'sea'], ['sky', 'sea', 'sky'], { labels: ['sky', 'sea', 'ship'] });
    expect(scores.classes[2]).toEqual({
      label: 'ship',
      iou: Number.NaN,
      dice: Number.NaN,
      accuracy: Number.NaN,
      pixels: 0,
    });
    expect([scores.meanIou, scores.meanAccuracy, scores.pixelAccuracy]).toEqual([0.5, 0.75, 2 / 3]);
    expect(segmentationScores([0, 0], [0, 1]).classes[1]).toMatchObject({ iou: 0, dice: 0, pixels: 0 });
  });

  it('refuse what cannot be scored', () => {
    expect(() => segmentationScores([], [])).toThrow(/no samples/);
    expect(() => segmentationScores([0], [0, 1])).toThrow(MetricError);
    expect(() => segmentationScores([0], [0.5])).toThrow(/yPred\[0\]/);
    expect(() => segmentationScores([0], [0], { labels: [0, 0] })).toThrow(/twice/);
    expect(() => segmentationScores([255], [0], { ignoreLabel: 255 })).toThrow(/all.*ignored/);
  });
});
