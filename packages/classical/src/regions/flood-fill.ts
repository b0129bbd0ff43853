import { createPicture, dtypeOf, type Picture, PictureError } from '@cv/image';
import type { Point } from '../geometry/transform-from-points.ts';
import { type FloodOptions, flood } from './flood.ts';

/** What to fill with. */
export interface FloodFillOptions extends FloodOptions {
  /** One value for all channels, or one for each, in the units of the picture. */
  readonly value: number | readonly number[];
}

/**
 * The paint bucket: gives what {@link flood} finds a new value.
 *
 * @param picture any picture; not changed
 * @param seed x and y of a pixel
 * @returns a copy; number format, layout, range and colour space stay
 * @throws {PictureError} as {@link flood}; `option` too when there are not as many values as channels or the number format cannot hold one
 * @source skimage.morphology.flood_fill, OpenCV floodFill
 * @example
 * const painted = floodFill(photo, [10, 5], { value: [0, 90, 255], tolerance: 12 });
 */
export function floodFill(picture: Picture, seed: Point, { value, ...options }: FloodFillOptions): Picture {
  const { width, height, channels, layout } = picture;
  const values = typeof value === 'number' ? Array.from({ length: channels }, () => value) : value;
  requireValues(picture, values);
  const mask = flood(picture, seed, options).data;
  const data = picture.data.slice();
  const [step, hop] = layout === 'interleaved' ? [channels, 1] : [1, width * height];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    for (let c = 0; c < channels; c++) data[i * step + c * hop] = values[c]!;
  }
  return createPicture({ ...picture, data });
}

function requireValues({ data, channels }: Picture, values: readonly number[]): void {
  const dtype = dtypeOf(data);
  const most = dtype === 'uint8' ? 255 : 65535;
  const fits = (value: number): boolean =>
    dtype === 'float32' || (Number.isInteger(value) && value >= 0 && value <= most);
  if (values.length === channels && values.every(fits)) return;
  const expected = `expects ${channels === 1 ? 'a number' : `${channels} numbers`} that ${dtype} can hold`;
  throw new PictureError('option', `floodFill: ${expected} as value, received ${values.join(', ')}`, { value: values });
}
