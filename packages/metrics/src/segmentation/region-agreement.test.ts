import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MetricError, regionAgreement, segmentationCovering } from '../index.ts';

interface Golden {
  readonly found: readonly number[];
  readonly annotations: readonly (readonly number[])[];
  readonly covering: number;
  readonly coveringBack: number;
  readonly rand: number;
  readonly variation: number;
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/region-agreement.json', import.meta.url), 'utf8'),
) as readonly Golden[];

describe('regionAgreement', () => {
  it.each(golden.map((one, i) => [i, one] as const))(
    'case %i equals sets of pixels, scikit-learn and scikit-image',
    (_, one) => {
      const scores = regionAgreement(Int32Array.from(one.found), one.annotations);
      expect(scores.covering).toBeCloseTo(one.covering, 13);
      expect(scores.probabilisticRandIndex).toBeCloseTo(one.rand, 13);
      expect(scores.variationOfInformation).toBeCloseTo(one.variation, 12);
      expect(segmentationCovering(one.found, one.annotations[0]!)).toBeCloseTo(one.coveringBack, 13);
    },
  );

  it('is best where every region is one of what people drew', () => {
    const same = { covering: 1, probabilisticRandIndex: 1, variationOfInformation: 0 };
    expect(
      regionAgreement(
        [4, 4, 9],
        [
          ['a', 'a', 'b'],
          [0, 0, 1],
        ],
      ),
    ).toEqual(same);
  });

  it('counts true regions, so that it matters which list is which', () => {
    expect(segmentationCovering([0, 0, 0, 1], [0, 0, 0, 0])).toBe((3 * 0.75 + 0.25) / 4);
    expect(segmentationCovering([0, 0, 0, 0], [0, 0, 0, 1])).toBe(0.75);
  });

  it('refuses no annotation, no pixel, other sizes', () => {
    expect(() => regionAgreement([1], [])).toThrow(MetricError);
    expect(() => regionAgreement([], [[]])).toThrow(MetricError);
    expect(() => regionAgreement([1, 2], [[1, 2], [1]])).toThrow(MetricError);
  });
});
