import { createPicture, dropAlpha, type Picture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { gaussian } from '../smoothing/gaussian.ts';
import type { RandomPerturbOptions } from './change-pixels.ts';
import { perturbBlur } from './perturb-blur.ts';
import { perturbContrast } from './perturb-contrast.ts';
import { perturbGaussianNoise } from './perturb-gaussian-noise.ts';
import { perturbIllumination } from './perturb-illumination.ts';
import { perturbOcclusion } from './perturb-occlusion.ts';
import { perturbPoissonNoise } from './perturb-poisson-noise.ts';
import { perturbSaltAndPepper } from './perturb-salt-and-pepper.ts';

const seeded = { perturbGaussianNoise, perturbSaltAndPepper, perturbPoissonNoise, perturbOcclusion };
const all: Readonly<Record<string, (picture: Picture, options: RandomPerturbOptions) => Picture>> = {
  ...seeded,
  perturbBlur,
  perturbContrast,
  perturbIllumination,
};

const photo = createPicture({
  data: Uint8Array.from({ length: 60 * 40 * 4 }, (_, i) => 128 + 100 * Math.sin(i / 97) + (i % 7)),
  width: 60,
  height: 40,
  channels: 4,
});
const flat = (value: number, side = 100): Picture<Float32Array> =>
  createPicture({ data: new Float32Array(side * side).fill(value), width: side, height: side, channels: 1 });

function moments({ data }: Picture): { mean: number; deviation: number } {
  const values = Array.from(data);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

describe.each(Object.entries(all))('%s', (_, perturb) => {
  it('changes nothing at 0, and more the stronger it is', () => {
    const same = perturb(photo, { strength: 0 });
    expect(same).toEqual(photo);
    expect(same.data).not.toBe(photo.data);
    const changes = [0.3, 0.6, 1].map((strength) => {
      const { data } = perturb(photo, { strength });
      return Array.from(data, (value, i) => (value - photo.data[i]!) ** 2).reduce((sum, square) => sum + square, 0);
    });
    expect(changes[0]).toBeGreaterThan(0);
    expect(changes[1]).toBeGreaterThan(changes[0]!);
    expect(changes[2]).toBeGreaterThan(changes[1]!);
  });

  it('takes single pixels and every number format, in its range', () => {
    for (const data of [Uint8Array.of(255), Uint16Array.of(65535), Float32Array.of(1)]) {
      const picture = createPicture({ data, width: 1, height: 1, channels: 1 });
      const made = perturb(picture, { strength: 1 });
      expect(made.data.constructor).toBe(data.constructor);
      expect(made.data[0]).toBeLessThanOrEqual(data[0]!);
      expect(made.data[0]).toBeGreaterThanOrEqual(0);
    }
  });

  it('refuses strengths outside 0 to 1, NaN, and other colour spaces', () => {
    for (const strength of [-0.1, 1.1, Number.NaN]) expect(() => perturb(photo, { strength })).toThrow(PictureError);
    expect(() => perturb(flat(Number.NaN, 2), { strength: 0.5 })).toThrow(/finite/);
    const hsv = createPicture({ dtype: 'uint8', width: 1, height: 1, channels: 3, colorSpace: 'hsv' });
    expect(() => perturb(hsv, { strength: 0.5 })).toThrow(/use convertColor/);
  });
});

describe.each(Object.entries(seeded))('%s', (_, perturb) => {
  it('depends on its seed', () => {
    const of = (seed: number): string => perturb(photo, { strength: 0.3, seed }).data.join();
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
    expect(() => perturb(photo, { strength: 0.3, seed: -1 })).toThrow(PictureError);
  });
});

it('noise has the moments that it promises', () => {
  const normal = moments(perturbGaussianNoise(flat(0.5), { strength: 0.1 }));
  expect(normal.mean).toBeCloseTo(0.5, 2);
  expect(normal.deviation).toBeCloseTo(0.1, 2);
  for (const [strength, value] of [
    [0.05, 0.5],
    [0.2, 0.3],
  ] as const) {
    const { mean, deviation } = moments(perturbPoissonNoise(flat(value), { strength })); // both ways of drawing
    expect(Math.abs(mean - value)).toBeLessThan(0.01);
    expect(Math.abs(deviation / (strength * Math.sqrt(value)) - 1)).toBeLessThan(0.05);
  }
  const { data } = perturbSaltAndPepper(flat(0.5), { strength: 0.2 });
  expect(Math.abs(data.filter((value) => value === 0).length / 10_000 - 0.1)).toBeLessThan(0.015);
  expect(Math.abs(data.filter((value) => value === 1).length / 10_000 - 0.1)).toBeLessThan(0.015);
});

it('light falls off evenly, the way it is told', () => {
  const { data } = perturbIllumination(flat(1, 5), { strength: 0.8 });
  expect(Array.from(data.slice(0, 5), (value) => Number(value.toFixed(6)))).toEqual([1, 0.8, 0.6, 0.4, 0.2]);
  const up = perturbIllumination(flat(1, 5), { strength: 0.8, angleRad: -Math.PI / 2 }).data;
  expect([up[0]!.toFixed(6), up[24]!.toFixed(6)]).toEqual(['0.200000', '1.000000']);
  expect(() => perturbIllumination(flat(1, 5), { strength: 1, angleRad: Number.NaN })).toThrow(PictureError);
});

it('pixels keep one colour, alpha its value, and a quarter is hidden', () => {
  const speckled = perturbSaltAndPepper(photo, { strength: 1 }).data;
  for (let i = 0; i < speckled.length; i += 4) {
    expect(speckled[i]).toBe(speckled[i + 1]);
    expect(speckled[i + 3]).toBe(photo.data[i + 3]);
  }
  expect(perturbOcclusion(flat(1), { strength: 0.25 }).data.filter((value) => value === 0.5)).toHaveLength(2500);
  expect(moments(dropAlpha(perturbContrast(photo, { strength: 1 }))).deviation).toBeLessThan(1);
});

it('perturbBlur of a large picture is that Gaussian to 0.1 % of the range, in time that does not grow with it', () => {
  const side = 500;
  const data = Float32Array.from(
    { length: side * side },
    (_, i) => (Math.floor(i / 40) + Math.floor(i / side / 30)) & 1,
  );
  const picture = createPicture({ data, width: side, height: side, channels: 1 });
  const exact = gaussian(picture, { sigmaPx: 25 }).data;
  const off = perturbBlur(picture, { strength: 1 }).data.map((value, i) => Math.abs(value - exact[i]!));
  expect(Math.max(...off.filter((_, i) => i % 7 === 0))).toBeLessThan(1e-3);
  const little = gaussian(picture, { sigmaPx: 0.5 * (1 / 20) * side }).data;
  expect(perturbBlur(picture, { strength: 0.5 }).data.every((value, i) => value === little[i])).toBe(true);
});
