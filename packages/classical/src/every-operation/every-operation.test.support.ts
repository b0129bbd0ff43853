import { filterOperations } from './filter-operations.test.support.ts';
import type { Operation } from './operation.test.support.ts';
import { otherOperations } from './other-operations.test.support.ts';
import { regionOperations } from './region-operations.test.support.ts';

/** Every exported function that takes a picture or what is made of one, for tests of ugly and of large pictures. */
export const everyOperation: readonly Operation[] = [...filterOperations, ...regionOperations, ...otherOperations];

/** Exported functions that see no pictures, and numbers of their own only: their tests stand beside them. */
export const withoutPictures: readonly string[] = [
  'composeTransforms',
  'diamond',
  'disk',
  'gaborKernel',
  'invertTransform',
  'kernelOf',
  'rectangle',
  'structuringElement',
  'transformFromPoints',
];

/** Name and settings. */
export const titleOf = ({ name, variant }: Operation): string => (variant === undefined ? name : `${name}, ${variant}`);
