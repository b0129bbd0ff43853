import type { Picture } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';

/** Labels of points, from 0 (-1 for none), as those of the pixels, from 1; `bins` says which point a pixel belongs to, if they are not the pixels. */
export function segmentation(
  { width, height }: Picture,
  {
    labels,
    bins,
    count,
  }: { readonly labels: Int32Array; readonly bins: Int32Array | undefined; readonly count: number },
): LabelMap {
  const out = bins ?? labels; // ours to overwrite, both of them
  for (let i = 0; i < out.length; i++) out[i] = (bins === undefined ? labels[i]! : labels[bins[i]!]!) + 1;
  return { labels: out, width, height, count };
}
