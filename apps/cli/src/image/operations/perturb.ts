import {
  perturbBlur,
  perturbContrast,
  perturbGaussianNoise,
  perturbIllumination,
  perturbOcclusion,
  perturbPoissonNoise,
  perturbSaltAndPepper,
  type RandomPerturbOptions,
} from '@cv/classical';
import type { Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { numberOption } from '../options/number-option.ts';
import { seedOption } from './cluster-options.ts';

const strength = (what: string, value: number) =>
  numberOption(`${what}, from 0 (none) to 1`, { default: value, least: 0, most: 1 });

type Perturb = (picture: Picture, options: RandomPerturbOptions) => Picture;

const random: Readonly<Record<string, readonly [perturb: Perturb, description: string, what: string, value: number]>> =
  {
    'gaussian-noise': [
      perturbGaussianNoise,
      'Add the noise of a sensor.',
      'standard deviation as a part of the range',
      0.1,
    ],
    'salt-and-pepper': [perturbSaltAndPepper, 'Make some pixels black or white.', 'part of the pixels', 0.05],
    'poisson-noise': [
      perturbPoissonNoise,
      'Add the noise of little light.',
      'deviation of white as a part of the range',
      0.2,
    ],
    occlusion: [perturbOcclusion, 'Hide a rectangle.', 'part of the area', 0.1],
  };

const fixed = {
  blur: [perturbBlur, 'Put a picture out of focus.', 'deviation in twentieths of the shorter side', 0.2],
  contrast: [perturbContrast, 'Take contrast away.', 'how much of it', 0.5],
} as const;

const illumination = imageOperation({
  name: 'perturb-illumination',
  family: 'Disturbances',
  description: 'Light a picture from one side.',
  input: 'any',
  options: {
    strength: strength('how much darker the other end is', 0.7),
    angle: numberOption('direction in which it gets darker, degrees from the right, clockwise', { default: 0 }),
  },
  run: (picture, { strength: amount, angle }) => ({
    picture: perturbIllumination(picture, { strength: amount, angleRad: (angle * Math.PI) / 180 }),
  }),
});

/** What makes pictures worse. */
export const disturbances: readonly AnyImageOperation[] = [
  illumination,
  ...Object.entries(random).map(([name, [perturb, description, what, value]]) =>
    imageOperation({
      name: `perturb-${name}`,
      family: 'Disturbances',
      description,
      input: 'any',
      options: { strength: strength(what, value), seed: seedOption },
      run: (picture, options) => ({ picture: perturb(picture, options) }),
    }),
  ),
  ...Object.entries(fixed).map(([name, [perturb, description, what, value]]) =>
    imageOperation({
      name: `perturb-${name}`,
      family: 'Disturbances',
      description,
      input: 'any',
      options: { strength: strength(what, value) },
      run: (picture, options) => ({ picture: perturb(picture, options) }),
    }),
  ),
];
