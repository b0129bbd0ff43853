import { PictureError } from '@cv/image';

/** Size of a window in pixels: one number, or height and width. */
export type WindowSize = number | readonly [height: number, width: number];

/**
 * Height and width of a window.
 * @throws {PictureError} `option` unless both are whole numbers of at least 1, odd where that is asked for
 */
export function requireSize(
  where: string,
  size: WindowSize,
  { odd = false }: { readonly odd?: boolean } = {},
): { readonly height: number; readonly width: number } {
  const [height, width] = typeof size === 'number' ? [size, size] : size;
  for (const value of [height, width]) {
    if (Number.isSafeInteger(value) && value >= 1 && (!odd || value % 2 === 1)) continue;
    const what = odd ? 'an odd whole number' : 'a whole number';
    throw new PictureError('option', `${where}: size must be ${what} of at least 1, not ${value}`, { size });
  }
  return { height, width };
}
