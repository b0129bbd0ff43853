import { PictureError } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';

/** @throws {PictureError} `size` when there are not as many labels as pixels, `value` for a label that is not 0 to `count` */
export function requireLabels(where: string, { labels, width, height, count }: LabelMap, name: string): void {
  if (labels.length !== width * height) {
    const message = `${where}: ${name} of ${width} x ${height} needs ${width * height} labels, it has ${labels.length}`;
    throw new PictureError('size', message, { expected: width * height, received: labels.length });
  }
  const index = labels.findIndex((label) => label < 0 || label > count);
  if (index < 0) return;
  const message = `${where}: label ${labels[index]} of ${name} at ${index} is not one of 0 to ${count}, its count`;
  throw new PictureError('value', message, { index, label: labels[index], count });
}
