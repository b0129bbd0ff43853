import { createPicture, type Picture } from '@cv/image';
import { requireGray } from '../require-gray.ts';

/**
 * The exact Euclidean distance of every pixel to the nearest one that is 0, from centre to centre in pixels; 0 for those themselves. Infinity
 * everywhere when no pixel is 0.
 *
 * Two passes over columns and rows, in time linear in the pixels; squared distances are whole numbers on the way.
 *
 * @param mask one channel; what is not 0 (NaN too) counts as inside
 * @returns float32; its range ends at the diagonal of the picture
 * @throws {PictureError} `channels` for more than one
 * @source Felzenszwalb, Huttenlocher 2012: Distance transforms of sampled functions; scipy.ndimage.distance_transform_edt, which leaves open
 *   what happens without a 0; OpenCV distanceTransform(DIST_L2, DIST_MASK_PRECISE)
 * @example
 * const depth = distanceTransform(threshold(coins, 107));
 */
export function distanceTransform(mask: Picture): Picture<Float32Array> {
  requireGray('distanceTransform', mask);
  const { width, height } = mask;
  const columns = columnDistances(mask);
  const data = new Float32Array(width * height);
  const envelope = new Envelope(width);
  for (let y = 0; y < height; y++) {
    const row = columns.subarray(y * width, (y + 1) * width);
    envelope.lower(row, data.subarray(y * width, (y + 1) * width));
  }
  return createPicture({ data, width, height, channels: 1, range: [0, Math.hypot(width, height)] });
}

/** Rows to the nearest 0 in the same column; -1 where there is none. */
function columnDistances({ data, width, height }: Picture): Int32Array {
  const rows = new Int32Array(width * height);
  for (let i = 0; i < rows.length; i++) {
    const above = i < width ? -1 : rows[i - width]!;
    rows[i] = data[i] === 0 ? 0 : above < 0 ? -1 : above + 1;
  }
  for (let i = rows.length - width - 1; i >= 0; i--) {
    const below = rows[i + width]!;
    if (below >= 0 && (rows[i]! < 0 || rows[i]! > below + 1)) rows[i] = below + 1;
  }
  return rows;
}

/** The lower envelope of parabolas `(x - v)^2 + f(v)^2`, one for each column that has a 0. */
class Envelope {
  readonly #places: Int32Array;
  readonly #heights: Float64Array;
  /** From which x on the parabola of the same position is the lowest. */
  readonly #starts: Float64Array;

  constructor(width: number) {
    this.#places = new Int32Array(width);
    this.#heights = new Float64Array(width);
    this.#starts = new Float64Array(width);
  }

  lower(row: Int32Array, out: Float32Array): void {
    const places = this.#places;
    const heights = this.#heights;
    const starts = this.#starts;
    let size = 0;
    for (let v = 0; v < row.length; v++) {
      if (row[v]! < 0) continue;
      const height = row[v]! * row[v]!;
      let start = Number.NEGATIVE_INFINITY;
      while (size > 0) {
        const top = size - 1;
        const u = places[top]!;
        start = (height + v * v - heights[top]! - u * u) / (2 * (v - u));
        if (start > starts[top]!) break;
        size--;
      }
      if (size === 0) start = Number.NEGATIVE_INFINITY;
      places[size] = v;
      heights[size] = height;
      starts[size++] = start;
    }
    for (let x = 0, k = 0; x < row.length; x++) {
      while (k + 1 < size && starts[k + 1]! < x) k++;
      const away = x - places[k]!;
      out[x] = size === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(away * away + heights[k]!);
    }
  }
}
