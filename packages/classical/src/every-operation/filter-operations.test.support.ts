import type { Picture } from '@cv/image';
import * as cv from '../index.ts';
import { type Operation, op } from './operation.test.support.ts';

const blurs = { constant: 'itself', nan: 'near' } as const;

/** Filters and morphology. */
export const filterOperations: readonly Operation[] = [
  op('convolve2d', (p) => cv.convolve2d(p, cv.kernels.gaussian5), { ...blurs, bytes: 1 }),
  op('correlate2d', (p) => cv.correlate2d(p, cv.kernels.outline), { constant: 'zero', nan: 'near', bytes: 1 }),
  op('filterSeparable', (p) => cv.filterSeparable(p, { across: [0.5, 0.5], down: [1] }), { ...blurs, bytes: 1 }),
  op('gaussian', (p) => cv.gaussian(p, { sigmaPx: 3 }), { ...blurs, bytes: 1 }),
  op('gaussian', (p) => cv.gaussian(p, { sigmaPx: 9, method: 'recursive' }), {
    ...blurs,
    variant: 'recursive',
    nan: 'far',
    bytes: 17,
  }),
  op('gaussian', (p) => cv.gaussian(p, { sigmaPx: 9, method: 'boxes' }), {
    ...blurs,
    variant: 'boxes',
    nan: 'far',
    bytes: 9,
  }),
  op('gaussianBlur', (p) => cv.gaussianBlur(p, { size: 5 }), { ...blurs, bytes: 1 }),
  op('box', (p) => cv.box(p, { size: [31, 8] }), { ...blurs, nan: 'far', bytes: 1 }),
  op('median', (p) => cv.median(p), { ...blurs, bytes: 1 }),
  op('median', (p) => cv.median(p, { size: 7 }), { ...blurs, variant: '7 x 7', bytes: 1 }),
  op('median', (p) => cv.median(p, { size: 61 }), { ...blurs, variant: '61 x 61', nan: 'far', bytes: 2 }),
  op('bilateral', (p) => cv.bilateral(p), { ...blurs, bytes: 1 }),
  op('unsharpMask', (p) => cv.unsharpMask(p), { ...blurs, bytes: 5 }),
  op('laplacian', (p) => cv.laplacian(p), { constant: 'zero', nan: 'near', bytes: 1 }),
  op('gabor', (p) => cv.gabor(p, { frequency: 0.3 }), { constant: 'else', nan: 'near', bytes: 1 }),
  op('gaborBank', (p) => cv.gaborBank(p, { frequencies: [0.4], orientations: 1 }), {
    constant: 'else',
    nan: 'near',
    bytes: 1,
  }),
  op('erode', (p) => cv.erode(p, { element: cv.disk(3) }), { ...blurs, bytes: 1 }),
  op('dilate', (p) => cv.dilate(p, { element: cv.rectangle(9) }), { ...blurs, bytes: 1 }),
  op('open', (p) => cv.open(p), { ...blurs, bytes: 2 }),
  op('close', (p) => cv.close(p), { ...blurs, bytes: 2 }),
  op('morphologicalGradient', (p) => cv.morphologicalGradient(p), { constant: 'zero', nan: 'near', bytes: 3 }),
  op('topHat', (p) => cv.topHat(p), { constant: 'zero', nan: 'near', bytes: 2 }),
  op('blackHat', (p) => cv.blackHat(p), { constant: 'zero', nan: 'near', bytes: 2 }),
  op('reconstruct', (p, seed: Picture) => cv.reconstruct(seed, p), {
    ...blurs,
    nan: 'NaN refused',
    prepare: (p) => cv.erode(p),
    bytes: 9,
  }),
];
