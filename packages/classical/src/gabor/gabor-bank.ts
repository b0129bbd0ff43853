import { type Picture, PictureError } from '@cv/image';
import type { BorderOptions } from '../border/border-mode.ts';
import { type GaborResponse, gabor } from './gabor.ts';
import type { GaborKernelOptions } from './gabor-kernel.ts';

/** Which kernels a bank has. */
export interface GaborBankOptions extends BorderOptions, Omit<GaborKernelOptions, 'preset' | 'frequency' | 'angleRad'> {
  /** Waves per pixel. Default 0.05, 0.1, 0.2 and 0.4: an octave apart. */
  readonly frequencies?: readonly number[] | undefined;
  /** Directions, evenly over half a turn. Default 4: 0, 45, 90 and 135 degrees. */
  readonly orientations?: number | undefined;
}

/** The answer to one kernel of a bank. */
export interface GaborBankResponse extends GaborResponse {
  readonly frequency: number;
  readonly angleRad: number;
}

/**
 * Answers of a picture to Gabor kernels of several frequencies and directions: features that tell textures apart.
 *
 * @param picture any picture; not changed
 * @returns frequency by frequency, each in all directions
 * @throws {PictureError} `option` when there are no frequencies or directions, or numbers are bad
 * @source A. Jain, F. Farrokhnia: Unsupervised texture segmentation using Gabor filters, Pattern Recognition 24(12), 1991
 * @example
 * const features = gaborBank(toGray(fabric)).map(({ magnitude }) => magnitude);
 */
export function gaborBank(picture: Picture, options: GaborBankOptions = {}): readonly GaborBankResponse[] {
  const { frequencies = [0.05, 0.1, 0.2, 0.4], orientations = 4, ...rest } = options;
  if (!Number.isSafeInteger(orientations) || orientations < 1 || frequencies.length === 0) {
    const message = `gaborBank: orientations must be a whole number of at least 1, not ${orientations}, and frequencies at least one`;
    throw new PictureError('option', message, { orientations, frequencies });
  }
  return frequencies.flatMap((frequency) =>
    Array.from({ length: orientations }, (_, i) => {
      const angleRad = (i * Math.PI) / orientations;
      return { frequency, angleRad, ...gabor(picture, { ...rest, frequency, angleRad }) };
    }),
  );
}
