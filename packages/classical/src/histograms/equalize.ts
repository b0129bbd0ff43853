import { createPicture, type Picture, PictureError } from '@cv/image';
import { requireGray } from '../require-gray.ts';
import { countLevels } from './count-levels.ts';
import { mapLevels } from './map-levels.ts';

/** Whose equalisation. */
export interface EqualizeOptions {
  /**
   * `opencv`: uint8 to uint8, the darkest value that occurs becomes 0. `skimage`: any number format to float32 [0, 1], the share of pixels that
   * are at most as bright. Default: `opencv` for uint8, else `skimage`.
   */
  readonly preset?: 'opencv' | 'skimage' | undefined;
  /** Bins of `skimage` for float32 pictures; between their middles it is interpolated. Default 256. */
  readonly bins?: number | undefined;
}

/**
 * Spreads the values of a picture so that all brightnesses are about equally frequent.
 *
 * @param picture one channel; not changed
 * @returns uint8 [0, 255] or float32 [0, 1], see `preset`; a picture of one value keeps it with `opencv` and is 1 with `skimage`
 * @throws {PictureError} `channels` for more than one, `dtype` when `opencv` gets no uint8, `value` for NaN or infinity, `option` for bad bins
 * @source OpenCV equalizeHist, bit for bit; skimage.exposure.equalize_hist, rtol 1e-5
 * @example
 * const even = equalize(toGray(photo));
 */
export function equalize(
  picture: Picture,
  { preset = picture.data instanceof Uint8Array ? 'opencv' : 'skimage', bins = 256 }: EqualizeOptions = {},
): Picture {
  requireGray('equalize', picture);
  const { data, width, height } = picture;
  if (preset === 'opencv') {
    if (data instanceof Uint8Array) return createPicture({ ...picture, data: equalizedBytes(data) });
    throw new PictureError('dtype', "equalize: 'opencv' is for uint8; use preset 'skimage', or convertPicture", {});
  }
  if (preset !== 'skimage' || !Number.isSafeInteger(bins) || bins < 1) {
    const message = "equalize: preset must be 'opencv' or 'skimage', bins a whole number of at least 1";
    throw new PictureError('option', message, { preset, bins });
  }
  const shares = data instanceof Float32Array ? floatShares(data, bins) : integerShares(data);
  return createPicture({ data: shares, width, height, channels: 1 });
}

/** OpenCV scales by a float32 and rounds halves to even. */
function equalizedBytes(data: Uint8Array): Uint8Array {
  const counts = countLevels(data, 256);
  const first = counts.findIndex((count) => count > 0);
  const table = new Uint8ClampedArray(256).fill(first);
  const rest = data.length - counts[first]!;
  if (rest === 0) return data.slice();
  const scale = Math.fround(255 / rest);
  table[first] = 0;
  for (let level = first + 1, sum = 0; level < 256; level++) {
    sum += counts[level]!;
    table[level] = Math.fround(sum * scale);
  }
  return mapLevels(data, new Uint8Array(table.buffer));
}

function integerShares(data: Uint8Array | Uint16Array): Float32Array {
  const table = shares(countLevels(data, data instanceof Uint8Array ? 256 : 65536));
  const out = new Float32Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = table[data[i]!]!;
  return out;
}

function shares(counts: Float64Array): Float64Array {
  const table = new Float64Array(counts.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (let i = 0, sum = 0; i < counts.length; i++) {
    sum += counts[i]!;
    table[i] = sum / total;
  }
  return table;
}

function floatShares(data: Float32Array, bins: number): Float32Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < data.length; index++) {
    const value = data[index]!;
    if (!Number.isFinite(value)) {
      throw new PictureError('value', `equalize: value ${index} is ${value}; replace it first`, { index, value });
    }
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const counts = new Float64Array(bins);
  const width = (high - low) / bins;
  for (const value of data) counts[Math.min(bins - 1, Math.floor((value - low) / width))]!++;
  const table = shares(counts);
  const out = new Float32Array(data.length);
  for (let i = 0; i < out.length; i++) {
    const position = Math.min(bins - 1, Math.max(0, (data[i]! - low) / width - 0.5));
    const left = Math.min(Math.floor(position), Math.max(0, bins - 2));
    const right = Math.min(left + 1, bins - 1);
    out[i] = table[left]! + (table[right]! - table[left]!) * (position - left);
  }
  return out;
}
