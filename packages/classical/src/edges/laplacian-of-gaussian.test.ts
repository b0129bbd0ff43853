import { createPicture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { laplacianOfGaussian } from './laplacian-of-gaussian.ts';
import { zeroCrossings } from './zero-crossings.ts';

const row = (...values: number[]) =>
  createPicture({ data: Float32Array.from(values), width: values.length, height: 1, channels: 1 });

describe('laplacianOfGaussian', () => {
  const step = createPicture({
    data: Uint8Array.from({ length: 400 }, (_, i) => (i % 20 < 10 ? 50 : 200)),
    width: 20,
    height: 20,
    channels: 1,
  });

  it('is above 0 on the dark side of an edge, below on the bright one, and within its range', () => {
    const { data, range } = laplacianOfGaussian(step);
    expect(data[205]).toBeGreaterThan(0.1);
    expect(data[214]).toBeLessThan(-0.1);
    expect(range[0]).toBe(-range[1]);
    expect(data.every((value) => Math.abs(value) <= range[1])).toBe(true);
  });

  it('changes with every option', () => {
    const { data } = laplacianOfGaussian(step);
    for (const options of [
      { sigmaPx: 1 },
      { truncate: 1 },
      { border: 'wrap' as const },
      { border: 'constant' as const, fill: 9 },
    ]) {
      expect(laplacianOfGaussian(step, options).data).not.toEqual(data);
    }
  });

  it('refuses what is no sigma', () => {
    for (const options of [{ sigmaPx: 0 }, { sigmaPx: Number.NaN }, { truncate: -1 }, { border: 'torn' as 'wrap' }]) {
      expect(() => laplacianOfGaussian(step, options)).toThrow(expect.objectContaining({ code: 'option' }));
    }
  });

  it('has an edge of Marr and Hildreth along the step, one pixel wide', () => {
    const { data } = zeroCrossings(laplacianOfGaussian(step), { threshold: 1 });
    for (let y = 0; y < 20; y++) expect(data.subarray(y * 20, y * 20 + 20).reduce((sum, bit) => sum + bit, 0)).toBe(1);
    expect(data[209]! + data[210]!).toBe(1);
  });
});

describe('zeroCrossings', () => {
  it('marks the side that is closer to 0, the first of equal ones, or the 0 between', () => {
    expect([...zeroCrossings(row(3, 2, -1, -5)).data]).toEqual([0, 0, 1, 0]);
    expect([...zeroCrossings(row(1, -4, 4)).data]).toEqual([1, 1, 0]);
    expect([...zeroCrossings(row(2, 0, -2, 0, -1, 0, 0, 3)).data]).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('looks down too, and only at what is steep enough', () => {
    const picture = createPicture({ data: Float32Array.of(1, 9, -2, -1), width: 2, height: 2, channels: 1 });
    expect([...zeroCrossings(picture).data]).toEqual([1, 0, 0, 1]);
    expect([...zeroCrossings(picture, { threshold: 5 }).data]).toEqual([0, 0, 0, 1]);
    expect([...zeroCrossings(row(1, Number.NaN, -1)).data]).toEqual([0, 0, 0]);
  });

  it('refuses colours and thresholds below 0', () => {
    const colors = createPicture({ dtype: 'float32', width: 1, height: 1, channels: 3 });
    expect(() => zeroCrossings(colors)).toThrow(expect.objectContaining({ code: 'channels' }));
    expect(() => zeroCrossings(row(1), { threshold: -1 })).toThrow(expect.objectContaining({ code: 'option' }));
  });
});
