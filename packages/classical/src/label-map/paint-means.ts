import { createPicture, type Picture, PictureError } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { requireLabels } from '../regions/require-labels.ts';
import type { LabelMap } from './label-map.ts';

/**
 * Paints every label in the mean colour of its pixels: a picture of few colours. Label 0 counts as one of them.
 *
 * @param picture any picture; not changed. Alpha is averaged like the others
 * @param map labels of a picture of the same size
 * @returns number format, layout, range and colour space stay; integers are rounded
 * @throws {PictureError} `size` for another size, `value` for a label that is not 0 to the count
 * @source `skimage.color.label2rgb(kind='avg')`, which cuts fractions off and paints 0 black
 * @example
 * const poster = paintMeans(photo, kMeansSegment(photo, { k: 6 }).map);
 */
export function paintMeans(picture: Picture, map: LabelMap): Picture {
  const { labels, width, height, count } = map;
  requireLabels('paintMeans', map, 'map');
  if (width !== picture.width || height !== picture.height) {
    const sizes = `labels of ${width} x ${height} for ${picture.width} x ${picture.height} pixels`;
    throw new PictureError('size', `paintMeans: ${sizes}; both must have one size`, { width, height });
  }
  const { data, channels, layout } = picture;
  const [pixel, channel] = layout === 'interleaved' ? [channels, 1] : [1, width * height];
  const sums = new Float64Array((count + 1) * channels);
  const sizes = new Float64Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    sizes[label]!++;
    for (let c = 0; c < channels; c++) sums[label * channels + c]! += data[i * pixel + c * channel]!;
  }
  const whole = !(data instanceof Float32Array);
  const means = sums.map((sum, at) => sum / Math.max(1, sizes[Math.trunc(at / channels)]!));
  if (whole) for (let at = 0; at < means.length; at++) means[at] = Math.round(means[at]!);
  const out = emptyLike(data, data.length);
  for (let i = 0; i < labels.length; i++) {
    for (let c = 0; c < channels; c++) out[i * pixel + c * channel] = means[labels[i]! * channels + c]!;
  }
  return createPicture({ ...picture, data: out });
}
