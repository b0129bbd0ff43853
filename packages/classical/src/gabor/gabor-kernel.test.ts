import { expect, it } from 'vitest';
import { gaborKernel } from './gabor-kernel.ts';

it('is turned by 180 degrees and not divided by its sum with the preset of OpenCV', () => {
  const options = { frequency: 0.15, angleRad: 0.5, phaseRad: 0.7, sigmaXPx: 2, sigmaYPx: 3, size: 9 };
  const ours = gaborKernel(options).real;
  const theirs = gaborKernel({ ...options, preset: 'opencv' }).real;
  expect([theirs.width, theirs.height]).toEqual([9, 9]);
  for (const [i, weight] of ours.weights.entries()) {
    expect(theirs.weights[80 - i]! / (2 * Math.PI * 6)).toBeCloseTo(weight, 14);
  }
});

it('has the size that was asked for, or one by the sigmas', () => {
  expect(gaborKernel({ size: 5 }).imaginary).toMatchObject({ width: 5, height: 5 });
  expect(gaborKernel({ sigmaXPx: 1.1, sigmaYPx: 0.1 }).real).toMatchObject({ width: 9, height: 3 });
  expect(gaborKernel({ sigmaXPx: 1.1, sigmaYPx: 0.1, preset: 'opencv' }).real).toMatchObject({ width: 7, height: 1 });
});

it('refuses an even size and a preset that there is not', () => {
  expect(() => gaborKernel({ size: 4 })).toThrow(expect.objectContaining({ code: 'option' }));
  expect(() => gaborKernel({ preset: 'matlab' as 'opencv' })).toThrow(expect.objectContaining({ code: 'option' }));
});
