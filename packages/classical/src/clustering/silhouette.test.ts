import { PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { silhouette } from './silhouette.ts';

const line = { values: Float64Array.of(1, 2, 8, 9), dimensions: 1 };

describe('silhouette', () => {
  it('is what one can check by hand', () => {
    const { score, values, indices } = silhouette(line, [7, 7, -1, -1]);
    expect([...values]).toEqual([6.5 / 7.5, 5.5 / 6.5, 5.5 / 6.5, 6.5 / 7.5]);
    expect(score).toBeCloseTo(0.856, 3);
    expect([...indices]).toEqual([0, 1, 2, 3]);
    expect(silhouette(line, [0, 0, 0, 1]).values[3]).toBe(0); // alone
    expect(silhouette({ values: new Float64Array(4), dimensions: 1 }, [0, 0, 1, 1]).score).toBe(0);
  });

  it('looks at a sample, another for another seed, as if there were no others', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i) + (i % 2) * 3);
    const labels = Array.from(values, (_, i) => i % 2);
    const points = { values, dimensions: 1 };
    const { indices, score, values: few } = silhouette(points, labels, { sampleSize: 50 });
    expect(new Set(indices).size).toBe(50);
    expect([...indices]).toEqual([...indices].sort((a, b) => a - b));
    const chosen = { values: Float64Array.from(indices, (i) => values[i]!), dimensions: 1 };
    expect(
      silhouette(
        chosen,
        Array.from(indices, (i) => labels[i]!),
      ).values,
    ).toEqual(few);
    expect(silhouette(points, labels, { sampleSize: 50, seed: 1 }).score).not.toBe(score);
    expect(silhouette(points, labels, { sampleSize: 200 }).score).toBe(silhouette(points, labels).score);
  });

  it('refuses one cluster, one for each point, and other numbers of labels', () => {
    for (const labels of [
      [1, 1, 1, 1],
      [1, 2, 3, 4],
      [1, 2],
    ]) {
      expect(() => silhouette(line, labels), labels.join()).toThrow(PictureError);
    }
    expect(() => silhouette(line, [1, 1, 2, 2], { sampleSize: 5 })).toThrow(PictureError);
  });
});
