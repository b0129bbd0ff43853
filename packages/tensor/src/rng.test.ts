import { describe, expect, it } from 'vitest';
import { OptionError } from './errors.ts';
import { Rng } from './rng.ts';

const take = (rng: Rng, n: number): number[] => Array.from({ length: n }, () => rng.uint32());

describe('Rng', () => {
  it('starts with the known answer of Philox for key 0 and counter 0', () => {
    expect(take(new Rng(0), 4)).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  });

  it('repeats for a seed, differs between seeds, takes bigint seeds', () => {
    expect(take(new Rng(7), 20)).toEqual(take(new Rng(7), 20));
    expect(take(new Rng(7), 20)).toEqual(take(new Rng(7n), 20));
    expect(take(new Rng(7), 20)).not.toEqual(take(new Rng(8), 20));
    expect(take(new Rng(2 ** 40), 4)).not.toEqual(take(new Rng(0), 4));
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses the seed %d', (seed) => {
    expect(() => new Rng(seed)).toThrow(OptionError);
  });

  it('gives uniform numbers', () => {
    const rng = new Rng(1);
    const bins = new Float64Array(16);
    let sum = 0;
    const n = 64000;
    for (let i = 0; i < n; i++) {
      const u = rng.uniform();
      expect(u >= 0 && u < 1).toBe(true);
      sum += u;
      bins[Math.floor(u * 16)]! += 1;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    const chi = bins.reduce((total, count) => total + (count - n / 16) ** 2 / (n / 16), 0);
    expect(chi).toBeLessThan(37.7); // 15 degrees of freedom, p = 0.001
  });

  it('gives normal numbers', () => {
    const values = new Rng(2).fillNormal(new Float32Array(50000));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const moment = (k: number): number => values.reduce((a, b) => a + (b - mean) ** k, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(3))).toBeLessThan(0.05);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
  });

  it('fills ranges', () => {
    const values = new Rng(3).fillUniform(new Float32Array(2000), -2, 3);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(3);
    expect(Math.max(...values)).toBeGreaterThan(2.9);
    const shifted = new Rng(3).fillNormal(new Float32Array(2000), 10, 0.1);
    expect(Math.abs(shifted.reduce((a, b) => a + b, 0) / 2000 - 10)).toBeLessThan(0.02);
  });

  it('fills bytes of any length from the same words', () => {
    const words = take(new Rng(4), 2);
    const bytes = new Rng(4).fillBytes(new Uint8Array(7));
    expect([...bytes]).toEqual([0, 8, 16, 24, 0, 8, 16].map((shift, i) => (words[i >> 2]! >>> shift) & 255));
  });

  it('gives integers of a range, bounds included and excluded', () => {
    const rng = new Rng(5);
    const seen = new Set(Array.from({ length: 200 }, () => rng.integer(-2, 3)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    expect(rng.integer(4, 5)).toBe(4);
    expect(rng.integer(0, 2 ** 32)).toBeLessThan(2 ** 32);
    for (const [lo, hi] of [[1, 1], [2, 1], [0, 2 ** 33], [0.5, 2]] as const) {
      expect(() => rng.integer(lo, hi)).toThrow(OptionError);
    }
  });

  it('permutes', () => {
    const order = new Rng(6).permutation(1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect([...order]).not.toEqual([...order].sort((a, b) => a - b));
    expect([...new Rng(6).permutation(1000)]).toEqual([...order]);
    expect(new Rng(6).permutation(0).length).toBe(0);
    expect(() => new Rng(6).permutation(-1)).toThrow(OptionError);
  });

  it('splits into independent streams by label without advancing', () => {
    const rng = new Rng(9);
    const a = take(rng.split('a'), 8);
    expect(take(rng.split('a'), 8)).toEqual(a);
    expect(take(rng.split('b'), 8)).not.toEqual(a);
    expect(take(rng.split('1'), 8)).not.toEqual(take(rng.split(1), 8));
    expect(take(rng.split(''), 8)).not.toEqual(take(rng, 8));
    expect(take(rng.split('a'), 8)).toEqual(a);
    expect(take(new Rng(10).split('a'), 8)).not.toEqual(a);
    const long = 'layer.'.repeat(9);
    expect(take(rng.split(`${long}a`), 8)).not.toEqual(take(rng.split(`${long}b`), 8));
  });

  it.each([0, 1, 2, 3, 4, 5, 11])('continues from its state after %d words', (count) => {
    const rng = new Rng(11);
    take(rng, count);
    const copy = Rng.fromState(JSON.parse(JSON.stringify(rng.state())));
    expect(take(copy, 9)).toEqual(take(rng, 9));
  });

  it('continues from its state between the two numbers of a normal pair', () => {
    const rng = new Rng(12);
    rng.normal();
    const copy = Rng.fromState(rng.state());
    expect([copy.normal(), copy.normal()]).toEqual([rng.normal(), rng.normal()]);
  });

  it.each([
    { key: 'x', counter: 0, spareNormal: null },
    { key: '0000000000000000', counter: -1, spareNormal: null },
    { key: '0000000000000000', counter: 0.5, spareNormal: null },
  ])('refuses the state %o', (state) => {
    expect(() => Rng.fromState(state)).toThrow(OptionError);
  });
});
