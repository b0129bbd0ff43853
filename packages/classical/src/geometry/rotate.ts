import { type Picture, PictureError } from '@cv/image';
import type { Transform } from './transform.ts';
import { type WarpOptions, warp } from './warp.ts';

/** How a picture is turned. */
export interface RotateOptions extends Omit<WarpOptions, 'width' | 'height'> {
  /** Whether the result is as large as it takes to hold all of the picture. Default false: as the picture, corners cut off. */
  readonly resize?: boolean | undefined;
  /** What stays in its place: x and y, 0 is the middle of the first pixel. Default: the middle of the picture. */
  readonly center?: readonly [x: number, y: number] | undefined;
}

/**
 * Turns a picture by any angle, anticlockwise. `rotate90` turns by quarters without interpolating.
 *
 * @param angle degrees
 * @param options `border` defaults to `constant`, `fill` to 0, `interpolation` to `bilinear`
 * @returns see {@link warp}
 * @throws {PictureError} `option` for an angle or centre that is not finite; and as `warp`
 * @source skimage.transform.rotate with `clip=False`
 * @example
 * const upright = rotate(scan, -3.5, { border: 'nearest' });
 */
export function rotate(picture: Picture, angle: number, options: RotateOptions = {}): Picture {
  const { width, height } = picture;
  const { resize = false, center = [width / 2 - 0.5, height / 2 - 0.5], ...look } = options;
  const [cx, cy] = center;
  if (![angle, cx, cy].every(Number.isFinite)) {
    const message = `rotate: angle and center must be finite numbers, received ${angle} and ${cx}, ${cy}`;
    throw new PictureError('option', message, { angle, center });
  }
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const about = (x: number, y: number): Transform => {
    return [cos, sin, x - cos * cx - sin * cy, -sin, cos, y + sin * cx - cos * cy, 0, 0, 1];
  };
  if (!resize) return warp(picture, about(cx, cy), look);
  const turned = about(0, 0);
  const extent = [0, 3].map((row) => {
    const ends = [0, width - 1].flatMap((x) =>
      [0, height - 1].map((y) => turned[row]! * x + turned[row + 1]! * y + turned[row + 2]!),
    );
    return { least: Math.min(...ends), size: Math.round(Math.max(...ends) - Math.min(...ends) + 1) };
  });
  const [across, down] = extent as [(typeof extent)[0], (typeof extent)[0]];
  return warp(picture, about(-across.least, -down.least), { ...look, width: across.size, height: down.size });
}
