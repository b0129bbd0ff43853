import { bilateral, box, gabor, gaussianBlur, laplacian, median, unsharpMask } from '@cv/classical';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import { borderOptions } from './border-options.ts';

const windowSize = numberOption('pixels of the window', { default: 3, least: 1, whole: true });

/** Smoothing, sharpening and textures. */
export const filters: readonly AnyImageOperation[] = [
  imageOperation({
    name: 'gaussian-blur',
    family: 'Filters',
    description: "Smooth with the bits of OpenCV's GaussianBlur.",
    input: 'any',
    options: {
      sigma: numberOption('standard deviation, pixels (default: by the size)'),
      size: numberOption('odd width and height of the kernel', { default: 5, least: 1, whole: true }),
      ...borderOptions('mirror'),
    },
    run: (picture, { sigma, ...options }) => ({ picture: gaussianBlur(picture, { sigmaPx: sigma, ...options }) }),
  }),
  imageOperation({
    name: 'box',
    family: 'Filters',
    description: 'Smooth with the mean of a window.',
    input: 'any',
    options: { size: windowSize, ...borderOptions('reflect') },
    run: (picture, options) => ({ picture: box(picture, options) }),
  }),
  imageOperation({
    name: 'median',
    family: 'Filters',
    description: 'Take the median of a window: removes single wrong pixels.',
    input: 'any',
    options: { size: windowSize, ...borderOptions('nearest') },
    run: (picture, options) => ({ picture: median(picture, options) }),
  }),
  imageOperation({
    name: 'bilateral',
    family: 'Filters',
    description: 'Smooth and keep edges.',
    input: 'any',
    options: {
      sigma: numberOption('standard deviation in space, pixels', { default: 2, least: 0 }),
      sigmaColor: numberOption('standard deviation of values, in their units (default: a tenth of the range)'),
      diameter: numberOption('pixels of the window (default: by sigma)', { least: 1, whole: true }),
      ...borderOptions('mirror'),
    },
    run: (picture, { sigma, ...options }) => ({ picture: bilateral(picture, { sigmaPx: sigma, ...options }) }),
  }),
  imageOperation({
    name: 'unsharp-mask',
    family: 'Filters',
    description: 'Sharpen by adding what smoothing takes away.',
    input: 'any',
    options: {
      sigma: numberOption('standard deviation of the smoothing, pixels', { default: 1, least: 0 }),
      amount: numberOption('how much is added', { default: 1 }),
      ...borderOptions('reflect'),
    },
    run: (picture, { sigma, ...options }) => ({ picture: unsharpMask(picture, { sigmaPx: sigma, ...options }) }),
  }),
  imageOperation({
    name: 'laplacian',
    family: 'Filters',
    description: 'Sum of the second derivatives; 0 is mid grey.',
    input: 'opaque',
    options: {
      preset: choiceOption('whose', { of: ['skimage', 'opencv', 'opencv3'], default: 'skimage' }),
    },
    run: (picture, options) => ({ picture: laplacian(picture, options) }),
  }),
  imageOperation({
    name: 'gabor',
    family: 'Filters',
    description: 'Answer to stripes of one width and direction.',
    input: 'gray',
    options: {
      frequency: numberOption('waves per pixel', { default: 0.1, least: 0 }),
      angle: numberOption('direction of the wave, degrees', { default: 0 }),
      ...borderOptions('reflect'),
    },
    run: (picture, { angle, ...options }) => {
      const { magnitude, ...parts } = gabor(picture, { angleRad: (angle * Math.PI) / 180, ...options });
      return { picture: magnitude, stages: { ...parts } };
    },
  }),
];
