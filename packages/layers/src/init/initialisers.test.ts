import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { fixture } from '../golden.test.support.ts';
import { constant } from './constant.ts';
import { calculateFan } from './fan.ts';
import { calculateGain, type Nonlinearity } from './gain.ts';
import { kaimingNormal } from './kaiming-normal.ts';
import { kaimingUniform } from './kaiming-uniform.ts';
import { normal } from './normal.ts';
import { truncNormal } from './trunc-normal.ts';
import { uniform } from './uniform.ts';
import { xavierNormal } from './xavier-normal.ts';
import { xavierUniform } from './xavier-uniform.ts';

const golden = fixture<{ gains: Record<string, number>; fans: { shape: number[]; fanIn: number; fanOut: number }[] }>(
  'initialisers.json',
);
const shape = [64, 32, 5, 5]; // fanIn 800, fanOut 1600, 51,200 values
const rng = () => new Rng(7);

function moments(values: Float32Array): { mean: number; std: number; least: number; most: number } {
  let [sum, squares, least, most] = [0, 0, Infinity, -Infinity];
  for (const value of values) {
    sum += value;
    squares += value * value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const mean = sum / values.length;
  return { mean, std: Math.sqrt(squares / values.length - mean * mean), least, most };
}

/** 51,200 draws: the sample deviation of an even draw is off by 0.2 % (1 sigma), of a normal one by 0.3 %. */
function expectDeviation(values: Float32Array, std: number): void {
  const found = moments(values);
  expect(Math.abs(found.std / std - 1)).toBeLessThan(0.015);
  expect(Math.abs(found.mean)).toBeLessThan((5 * std) / Math.sqrt(values.length));
}

function expectEven(values: Float32Array, bound: number): void {
  const { least, most } = moments(values);
  expectDeviation(values, bound / Math.sqrt(3));
  expect(most).toBeLessThanOrEqual(Math.fround(bound));
  expect(least).toBeGreaterThanOrEqual(-Math.fround(bound));
  expect(most).toBeGreaterThan(0.999 * bound);
  expect(least).toBeLessThan(-0.999 * bound);
}

describe('gain and fan', () => {
  test.each(Object.entries(golden.gains))('gain of %s equals PyTorch', (name, expected) => {
    const [nonlinearity, slope] = name.split(' ') as [Nonlinearity, string?];
    const options = slope === undefined ? {} : { negativeSlope: Number(slope) };
    expect(calculateGain(nonlinearity, options)).toBeCloseTo(expected, 14);
  });

  test.each(golden.fans)('fan of $shape equals PyTorch', ({ shape: weight, fanIn, fanOut }) => {
    expect(calculateFan(weight)).toEqual({ fanIn, fanOut });
  });

  test('refuse what has no fan or gain', () => {
    expect(() => calculateFan([3])).toThrow(ShapeError);
    expect(() => calculateGain('swish' as Nonlinearity)).toThrow("calculateGain: 'swish' is unknown");
    expect(() => calculateGain('leakyRelu', { negativeSlope: NaN })).toThrow(OptionError);
  });
});

describe('initialisers have the distribution of PyTorch', () => {
  test('uniform', () => {
    expectEven(uniform(shape, { rng: rng(), low: -2, high: 2 }), 2);
    expect(() => uniform(shape, { rng: rng(), low: 1, high: 0 })).toThrow(OptionError);
    expect(() => uniform([2, -1], { rng: rng() })).toThrow(ShapeError);
    expect(uniform([0], { rng: rng() })).toHaveLength(0);
  });

  test('normal', () => {
    const values = normal(shape, { rng: rng(), mean: 3, std: 0.5 });
    expectDeviation(
      values.map((value) => value - 3),
      0.5,
    );
    expect(normal([3], { rng: rng(), mean: 2, std: 0 })).toEqual(Float32Array.of(2, 2, 2));
    expect(() => normal(shape, { rng: rng(), std: -1 })).toThrow(OptionError);
  });

  test('constant', () => {
    expect(constant([2, 2], { value: 0.5 })).toEqual(Float32Array.of(0.5, 0.5, 0.5, 0.5));
  });

  test('kaimingUniform: gain * sqrt(3 / fan)', () => {
    expectEven(kaimingUniform(shape, { rng: rng() }), Math.sqrt(2) * Math.sqrt(3 / 800));
    expectEven(kaimingUniform(shape, { rng: rng(), mode: 'fanOut' }), Math.sqrt(2) * Math.sqrt(3 / 1600));
    expectEven(kaimingUniform(shape, { rng: rng(), a: Math.sqrt(5) }), 1 / Math.sqrt(800));
    expectEven(kaimingUniform(shape, { rng: rng(), nonlinearity: 'tanh' }), (5 / 3) * Math.sqrt(3 / 800));
    expect(() => kaimingUniform(shape, { rng: rng(), mode: 'fan_in' as 'fanIn' })).toThrow(OptionError);
  });

  test('kaimingNormal: gain / sqrt(fan)', () => {
    expectDeviation(kaimingNormal(shape, { rng: rng(), nonlinearity: 'relu' }), Math.sqrt(2 / 800));
    expectDeviation(kaimingNormal(shape, { rng: rng(), mode: 'fanOut', nonlinearity: 'relu' }), Math.sqrt(2 / 1600));
  });

  test('xavier: gain * sqrt(2 / (fanIn + fanOut))', () => {
    expectEven(xavierUniform(shape, { rng: rng() }), Math.sqrt(6 / 2400));
    expectEven(xavierUniform(shape, { rng: rng(), gain: 2 }), 2 * Math.sqrt(6 / 2400));
    expectDeviation(xavierNormal(shape, { rng: rng(), gain: 2 }), 2 * Math.sqrt(2 / 2400));
  });

  test('the same stream gives the same values, another one others', () => {
    expect(kaimingNormal(shape, { rng: rng() })).toEqual(kaimingNormal(shape, { rng: rng() }));
    expect(kaimingNormal(shape, { rng: rng() })).not.toEqual(kaimingNormal(shape, { rng: new Rng(8) }));
  });
});

describe('truncNormal', () => {
  test('by default cuts at 2, where the deviation is 0.8796', () => {
    const values = truncNormal(shape, { rng: rng() });
    expectDeviation(values, 0.87963);
    expect(moments(values).most).toBeLessThanOrEqual(2);
    expect(moments(values).least).toBeGreaterThanOrEqual(-2);
  });

  test('bounds are absolute: a small std is hardly cut', () => {
    expectDeviation(truncNormal(shape, { rng: rng(), std: 0.02 }), 0.02);
  });

  test('a narrow interval is drawn by the density too', () => {
    // On [0, 1] the mean of N(0, 1) is (phi(0) - phi(1)) / (Phi(1) - Phi(0)) = 0.459862.
    const { mean, least, most } = moments(truncNormal(shape, { rng: rng(), low: 0, high: 1 }));
    expect(Math.abs(mean - 0.459862)).toBeLessThan(0.006);
    expect(least).toBeGreaterThanOrEqual(0);
    expect(most).toBeLessThanOrEqual(1);
  });

  test('a wide interval to one side of the mean is drawn', () => {
    const { least, mean } = moments(truncNormal([20_000], { rng: rng(), low: 2, high: 40 }));
    expect(least).toBeGreaterThanOrEqual(2);
    expect(Math.abs(mean - 2.373216)).toBeLessThan(0.02); // phi(2) / (1 - Phi(2))
  });

  test('refuses bounds that are no interval or far from the mean', () => {
    expect(() => truncNormal(shape, { rng: rng(), low: 1, high: 1 })).toThrow(OptionError);
    expect(() => truncNormal(shape, { rng: rng(), std: 0 })).toThrow(OptionError);
    expect(() => truncNormal(shape, { rng: rng(), mean: 5 })).toThrow('more than 2 std');
  });
});
