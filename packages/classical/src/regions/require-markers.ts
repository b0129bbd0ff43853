import type { Picture } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { requireLabels } from './require-labels.ts';
import { requireSameSize } from './require-same-size.ts';

/** @throws {PictureError} `size` for markers of another size than the picture, `value` for a label that is not 0 to `count` */
export function requireMarkers(where: string, picture: Picture, markers: LabelMap): void {
  requireSameSize(where, picture, { width: markers.width, height: markers.height, name: 'markers' });
  requireLabels(where, markers, 'markers');
}
