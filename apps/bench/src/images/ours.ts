import {
  bilateral,
  box,
  clahe,
  convolve2d,
  disk,
  equalize,
  erode,
  gaussian,
  gaussianBlur,
  integralImage,
  laplacian,
  median,
  open,
  rectangle,
  resize,
  unsharpMask,
} from '@cv/classical';
import type { ImageLibrary } from './image-program.ts';
import { grayOf, onGray } from './on-picture.ts';
import { ourAnalysis } from './our-analysis.ts';
import { kernel3, kernel7 } from './test-kernels.ts';

/** `@cv/classical`. */
export const ours: ImageLibrary = {
  version: 'one thread',
  operations: {
    'gaussian sigma 1': onGray((picture) => gaussian(picture, { sigmaPx: 1 })),
    'gaussian sigma 5': onGray((picture) => gaussian(picture, { sigmaPx: 5 })),
    'gaussian blur 5x5': onGray((picture) => gaussianBlur(picture, { size: 5 })),
    'box 3x3': onGray((picture) => box(picture, { size: 3 })),
    'box 15x15': onGray((picture) => box(picture, { size: 15 })),
    'median 3x3': onGray((picture) => median(picture, { size: 3 })),
    'median 5x5': onGray((picture) => median(picture, { size: 5 })),
    'median 15x15': onGray((picture) => median(picture, { size: 15 })),
    'bilateral 9': onGray((picture) => bilateral(picture, { diameter: 9, sigmaColor: 30, sigmaPx: 3 })),
    'unsharp mask': onGray((picture) => unsharpMask(picture)),
    laplacian: onGray((picture) => laplacian(picture)),
    'convolve 3x3': onGray((picture) => convolve2d(picture, kernel3)),
    'convolve 7x7': onGray((picture) => convolve2d(picture, kernel7)),
    'erode 3x3': onGray((picture) => erode(picture)),
    'erode 15x15': onGray((picture) => erode(picture, { element: rectangle(15) })),
    'open disk 5': onGray((picture) => open(picture, { element: disk(5) })),
    equalize: onGray((picture) => equalize(picture)),
    clahe: onGray((picture) => clahe(picture)),
    integral: (test) => {
      const picture = grayOf(test);
      return () => integralImage(picture).sums.length;
    },
    'resize to half, bilinear': onGray((picture) =>
      resize(picture, {
        width: picture.width >> 1,
        height: picture.height >> 1,
        filter: 'bilinear',
        antialias: false,
      }),
    ),
    ...ourAnalysis,
  },
};
