import { PictureError } from '@cv/image';

/**
 * What lies beyond the edge of a picture `a b c d`:
 *
 * | mode       | left of it        | right of it       | OpenCV             |
 * | ---------- | ----------------- | ----------------- | ------------------ |
 * | `reflect`  | `d c b a`         | `d c b a`         | BORDER_REFLECT     |
 * | `mirror`   | `d c b` (not `a`) | `c b a` (not `d`) | BORDER_REFLECT_101 |
 * | `nearest`  | `a a a a`         | `d d d d`         | BORDER_REPLICATE   |
 * | `wrap`     | `a b c d`         | `a b c d`         | BORDER_WRAP        |
 * | `constant` | `fill`            | `fill`            | BORDER_CONSTANT    |
 *
 * The names are those of SciPy (`scipy.ndimage`).
 */
export type BorderMode = 'reflect' | 'mirror' | 'nearest' | 'wrap' | 'constant';

/** How a filter sees beyond the edges. */
export interface BorderOptions {
  /** Default: that of the function. */
  readonly border?: BorderMode | undefined;
  /** Value of every channel beyond the edges with `constant`, in the units of the picture. Default 0. */
  readonly fill?: number | undefined;
}

const modes: readonly BorderMode[] = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'];

/**
 * The position in a line of `length` values that stands for position `index`, which may lie far outside.
 * @returns -1 where `constant` has to be filled in
 */
export function borderIndex(index: number, length: number, mode: BorderMode): number {
  if (index >= 0 && index < length) return index;
  if (mode === 'constant') return -1;
  if (mode === 'nearest') return index < 0 ? 0 : length - 1;
  if (mode === 'wrap') return modulo(index, length);
  if (mode === 'reflect') {
    const folded = modulo(index, 2 * length);
    return folded < length ? folded : 2 * length - 1 - folded;
  }
  if (length === 1) return 0;
  const folded = modulo(index, 2 * length - 2);
  return folded < length ? folded : 2 * length - 2 - folded;
}

/** @throws {PictureError} `option` for an unknown mode or a fill that is no finite number */
export function requireBorder(where: string, mode: BorderMode, fill: number): void {
  if (!modes.includes(mode)) {
    const next = `border must be one of ${modes.join(', ')}`;
    throw new PictureError('option', `${where}: ${next}, not ${String(mode)}`, { border: mode });
  }
  if (!Number.isFinite(fill)) {
    throw new PictureError('option', `${where}: fill must be a finite number, not ${fill}`, { fill });
  }
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
