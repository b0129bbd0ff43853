import { convertPicture, createPicture, dtypeOf, type Picture, PictureError, type PixelArray } from '@cv/image';
import { reconstruct } from '../morphology/reconstruct.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import type { Connectivity } from './neighbors.ts';

/** What touches on the way from one peak to the next. */
export interface HExtremaOptions {
  /** Default 8. */
  readonly connectivity?: Connectivity | undefined;
}

/** What of a picture rises above (sign 1) or sinks below (sign -1) its reconstruction from `h` further down (up): a mask. */
export function hExtrema(
  where: string,
  picture: Picture,
  { h, sign, connectivity = 8 }: { readonly h: number; readonly sign: 1 | -1 } & HExtremaOptions,
): Picture<Uint8Array> {
  requireGray(where, picture);
  requireFinite(where, picture);
  if (!(Number.isFinite(h) && h > 0)) throw new PictureError('option', `${where}: h must be above 0, not ${h}`, { h });
  const { width, height } = picture;
  const marked = new Uint8Array(width * height);
  const shape = { width, height, channels: 1 } as const;
  if (h <= spread(picture.data)) {
    // Whole numbers stay whole, and cannot leave their format; else all is counted in float32.
    const whole = dtypeOf(picture.data) !== 'float32' && Number.isInteger(h);
    const mask = whole ? picture : convertPicture(picture, { dtype: 'float32' });
    const seed = createPicture({ ...shape, data: shifted(mask.data, h, sign) });
    const method = sign === 1 ? 'dilation' : 'erosion';
    const limit = createPicture({ ...shape, data: mask.data });
    const filled = reconstruct(seed, limit, { method, connectivity }).data;
    const least = whole ? h : Math.fround(h);
    for (let i = 0; i < marked.length; i++) {
      const residue = sign * (mask.data[i]! - filled[i]!);
      marked[i] = Number((whole ? residue : Math.fround(residue)) >= least);
    }
  }
  return createPicture({ ...shape, data: marked, range: [0, 1] });
}

function spread(data: PixelArray): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    least = Math.min(least, data[i]!);
    most = Math.max(most, data[i]!);
  }
  return most - least;
}

/** Twice what scikit-image takes for the resolution of float32. */
const RESOLUTION = Math.fround(2e-6);

function shifted(data: PixelArray, h: number, sign: 1 | -1): PixelArray {
  if (data instanceof Float32Array) {
    // A little further than h, so that rounding cannot leave the difference below it.
    return data.map((value) => {
      const moved = Math.fround(value - sign * Math.fround(h));
      return moved - sign * Math.fround(RESOLUTION * Math.abs(value));
    });
  }
  const most = data instanceof Uint8Array ? 255 : 65535;
  return data.map((value) => Math.min(most, Math.max(0, value - sign * h)));
}
