import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { gridWords, TERMS } from './grid-words.ts';
import { randomGrid } from './random-grid.ts';

beforeAll(useCpu);

/** frac(sum a b) with integers: each b as a whole number of 2^-(8 limbs). */
function oracle(rng: cv.Rng, size: number, limbs: 1 | 2): number[] {
  const grid = randomGrid(size);
  const words = gridWords(rng, grid, limbs);
  const unit = 2 ** (8 * limbs);
  return Array.from({ length: size }, (_, i) => {
    const r = Math.floor(i / grid.columns);
    const c = i % grid.columns;
    let sum = 0n;
    for (let k = 0; k < TERMS * limbs; k++) {
      sum += BigInt(words.rows[r * TERMS * limbs + k]!) * BigInt(words.columns[k * grid.columns + c]! * unit);
    }
    return Number(sum % BigInt(unit)) / unit;
  });
}

async function uniform(shape: number[], seed: number): Promise<Float32Array> {
  const x = cv.randomUniform(shape, { rng: new cv.Rng(seed) });
  const values = (await cv.read(x)) as Float32Array;
  x.dispose();
  return values;
}

function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    sx += x[i]!;
    sy += y[i]!;
    sxx += x[i]! ** 2;
    syy += y[i]! ** 2;
    sxy += x[i]! * y[i]!;
  }
  return (sxy - (sx * sy) / n) / Math.sqrt((sxx - sx ** 2 / n) * (syy - sy ** 2 / n));
}

describe('randomUniform', () => {
  it.each([[[7]], [[3, 5]], [[2, 9, 31]], [[1009]], [[1]], [[]]])('%o equals the plain computation bit for bit', async (shape) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const rng = new cv.Rng(21);
    const high = oracle(rng, size, 2);
    const low = oracle(rng, size, 1);
    const values = await uniform(shape, 21);
    expect([...values]).toEqual(high.map((h, i) => h + low[i]! * 2 ** -16));
  });

  it('gives an empty tensor for an empty shape', async () => {
    expect(await uniform([0, 3], 1)).toHaveLength(0);
  });

  const size = 512 * 384;
  it('has the mean, the variance and the even bins of a uniform distribution', async () => {
    const values = await uniform([512, 384], 5);
    const mean = values.reduce((a, b) => a + b, 0) / size;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / size;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / size));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / size));
    for (const bins of [16, 256]) {
      const counts = new Float64Array(bins);
      for (const u of values) counts[Math.floor(u * bins)]! += 1;
      const chi = counts.reduce((total, count) => total + (count - size / bins) ** 2 / (size / bins), 0);
      expect(chi).toBeLessThan(bins - 1 + 4 * Math.sqrt(2 * (bins - 1)));
    }
  });

  it('uses all 24 bits', async () => {
    const values = await uniform([100, 100], 6);
    for (let bit = 1; bit <= 24; bit++) {
      const share = values.reduce((total, u) => total + (Math.floor(u * 2 ** bit) % 2), 0) / values.length;
      expect(Math.abs(share - 0.5)).toBeLessThan(0.03);
    }
  });

  it('shows no correlation between neighbours, rows, columns, pairs of rows and successive seeds', async () => {
    const [rows, columns] = [512, 384];
    const values = await uniform([rows, columns], 7);
    const limit = 4.5 / Math.sqrt(size);
    for (const distance of [1, 2, 3, columns, 2 * columns, columns + 1]) {
      expect(Math.abs(correlation(values.subarray(distance), values.subarray(0, size - distance)))).toBeLessThan(limit);
    }
    const next = await uniform([rows, columns], 8);
    expect(Math.abs(correlation(values, next))).toBeLessThan(limit);
    let worst = 0;
    for (let r = 1; r < rows; r++) {
      const row = values.subarray(r * columns, (r + 1) * columns);
      worst = Math.max(worst, Math.abs(correlation(values.subarray(0, columns), row)));
    }
    expect(worst).toBeLessThan(4.5 / Math.sqrt(columns));
  });

  it('fills the unit square evenly with pairs of neighbours and of rows', async () => {
    const columns = 384;
    const values = await uniform([512, columns], 9);
    for (const distance of [1, columns]) {
      const counts = new Float64Array(256);
      const pairs = size - distance;
      for (let i = 0; i < pairs; i++) {
        counts[Math.floor(values[i]! * 16) * 16 + Math.floor(values[i + distance]! * 16)]! += 1;
      }
      const chi = counts.reduce((total, count) => total + (count - pairs / 256) ** 2 / (pairs / 256), 0);
      expect(chi).toBeLessThan(255 + 4.5 * Math.sqrt(2 * 255));
    }
  });
});

describe('dropout', () => {
  it('keeps the right share, scales it, and hides the same elements from the gradient', async () => {
    const x = cv.full([200, 300], 2);
    const rng = new cv.Rng(3);
    const { value, grads } = cv.valueAndGrads(() => cv.sum(cv.dropout(x, { rate: 0.3, rng })), [x]);
    const gradient = await cv.read(grads[0]!);
    const kept = gradient.filter((g) => g !== 0);
    expect(Math.abs(kept.length / 60000 - 0.7)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 60000));
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (45875 / 65536))]));
    expect((await cv.read(value))[0]! / kept.length).toBeCloseTo(2 / 0.7, 3);
    cv.dispose([x, value, ...grads]);
  });

  it('drops exactly where the uniform number of its grid is below the rate', async () => {
    const x = cv.ones([31, 17]);
    const y = cv.dropout(x, { rate: 0.25, rng: new cv.Rng(4) });
    const expected = oracle(new cv.Rng(4), 31 * 17, 2).map((u) => (u >= 0.25 ? Math.fround(4 / 3) : 0));
    expect([...(await cv.read(y))]).toEqual(expected);
    cv.dispose([x, y]);
  });

  it('draws anew each time, and the same for the same seed', async () => {
    const x = cv.ones([64]);
    const rng = new cv.Rng(5);
    const draws = [cv.dropout(x, { rate: 0.5, rng }), cv.dropout(x, { rate: 0.5, rng }), cv.dropout(x, { rate: 0.5, rng: new cv.Rng(5) })];
    const [a, b, c] = await Promise.all(draws.map((draw) => cv.read(draw)));
    expect([...a!]).not.toEqual([...b!]);
    expect([...a!]).toEqual([...c!]);
    cv.dispose([x, ...draws]);
  });

  it('passes x through at rate 0 and 2^-20, and refuses rates out of range', async () => {
    const x = cv.tensor([1, Number.NaN, 3]);
    for (const rate of [0, 2 ** -20]) {
      const y = cv.dropout(x, { rate, rng: new cv.Rng(1) });
      expect([...(await cv.read(y))]).toEqual([1, Number.NaN, 3]);
      y.dispose();
    }
    for (const rate of [1, -0.1, Number.NaN]) expect(() => cv.dropout(x, { rate, rng: new cv.Rng(1) })).toThrow(cv.OptionError);
    x.dispose();
  });
});
