import { type Picture, PictureError } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import type { Connectivity } from './neighbors.ts';
import { requireMarkers } from './require-markers.ts';
import { requireSameSize } from './require-same-size.ts';

/** From where and how far to flood. */
export interface WatershedOptions {
  /** Where each region begins: labels above 0, of the same size as the picture. */
  readonly markers: LabelMap;
  /** Where a mask is 0 nothing is flooded. */
  readonly mask?: Picture | undefined;
  /** Whether pixels where regions meet stay 0. Default false. */
  readonly line?: boolean | undefined;
  /** How much the distance from its marker counts besides the value: regions become compact. Default 0. */
  readonly compactness?: number | undefined;
  /** Default 4. */
  readonly connectivity?: Connectivity | undefined;
}

/** @throws {PictureError} as {@link watershed} says */
export function requireWatershedInput(where: string, picture: Picture, options: WatershedOptions): void {
  const { markers, mask, compactness = 0 } = options;
  requireGray(where, picture);
  requireFinite(where, picture);
  requireMarkers(where, picture, markers);
  if (mask !== undefined) {
    requireGray(where, mask);
    requireSameSize(where, picture, { width: mask.width, height: mask.height, name: 'mask' });
  }
  if (Number.isFinite(compactness) && compactness >= 0) return;
  const message = `${where}: compactness must be a finite number of at least 0, not ${compactness}`;
  throw new PictureError('option', message, { compactness });
}
