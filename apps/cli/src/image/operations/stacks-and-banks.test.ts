import { createPicture, type Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { convolve3d } from './convolve3d.ts';
import { edgeOperations } from './edges.ts';
import { gaborBank } from './gabor-bank.ts';

const gray = (width: number, ...values: number[]): Picture =>
  createPicture({ data: Uint8Array.from(values), width, height: values.length / width, channels: 1 });
const wants = { stages: true };
const border = { border: 'nearest', fill: 0 };

describe('convolve3d', () => {
  const options = { behind: [gray(2, 40, 60), gray(2, 10, 30)], shape: [3, 1, 1], signed: false, ...border };

  it('mixes slices by the weights; the middle one is the picture, all are stages', () => {
    const { picture, stages } = convolve3d.run(gray(2, 10, 30), { ...options, weights: [0.25, 0.5, 0.25] }, wants);
    expect([...picture!.data]).toEqual([25, 45]);
    expect(Object.keys(stages!)).toEqual(['slice-0', 'slice-1', 'slice-2']);
    expect([...stages!['slice-0']!.data]).toEqual([17.5, 37.5]);
    const chosen = convolve3d.run(gray(2, 10, 30), { ...options, weights: [0, 1, 0], slice: 2 }, wants);
    expect([...chosen.picture!.data]).toEqual([10, 30]);
  });

  it('shows both signs about 0', () => {
    const { picture } = convolve3d.run(gray(2, 10, 30), { ...options, weights: [1, 0, -1], signed: true }, wants);
    expect(picture!.range).toEqual([-255, 255]);
    expect([...picture!.data]).toEqual([0, 0]);
  });

  it('refuses weights that do not fill the shape, slices of another size, and a slice that there is not', () => {
    const run = (changed: Record<string, unknown>) => () =>
      convolve3d.run(gray(2, 10, 30), { ...options, weights: [1, 0, -1], ...changed }, wants);
    expect(run({ weights: [1] })).toThrow(/1 weights do not fill 3 x 1 x 1; say --shape/);
    expect(run({ behind: [gray(1, 1)] })).toThrow(/slice 1 is 1 x 1 x 1, the first 2 x 1 x 1/);
    expect(run({ slice: 3 })).toThrow(/3 slices, from 0; there is no 3/);
  });
});

it('gabor-bank shows the strongest answer, and each as a stage with its mean', () => {
  const stripes = gray(16, ...Array.from({ length: 256 }, (_, i) => (i % 4 < 2 ? 0 : 200)));
  const options = { frequencies: [0.25], orientations: 2, bandwidth: 1, border: 'reflect', fill: 0 };
  const { picture, numbers, stages } = gaborBank.run(stripes, options, wants);
  const [along, across] = numbers!.bank as { angle: number; mean: number }[];
  expect([along!.angle, across!.angle]).toEqual([0, 90]);
  expect(along!.mean).toBeGreaterThan(2 * across!.mean);
  expect(Object.keys(stages!)).toEqual(['frequency-0.25-angle-0', 'frequency-0.25-angle-90']);
  expect(picture!.data[100]).toBe(Math.max(...Object.values(stages!).map(({ data }) => data[100]!)));
});

it('laplacian-of-gaussian gives the response, or edges that are steep enough', () => {
  const log = edgeOperations.find(({ name }) => name === 'laplacian-of-gaussian')!;
  const step = gray(20, ...Array.from({ length: 400 }, (_, i) => (i % 20 < 10 ? 50 : 200)));
  const options = { show: 'edges', sigma: 2, border: 'reflect', fill: 0 };
  const { picture, stages } = log.run(step, options, wants);
  expect([...picture!.data].filter((bit) => bit === 1)).toHaveLength(20);
  expect(Object.keys(stages!)).toEqual(['response', 'edges']);
  expect(log.run(step, { ...options, show: 'response' }, wants).picture).toEqual(stages!.response);
  expect(log.run(step, { ...options, threshold: 255 }, wants).picture!.data.every((bit) => bit === 0)).toBe(true);
});
