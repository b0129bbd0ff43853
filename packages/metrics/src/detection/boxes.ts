import type { Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';

/** A rectangle of a class in an image; edges in pixels, `x` and `y` the left upper corner. */
export interface Box {
  /** Number or name of the image. */
  readonly image: Label;
  readonly label: Label;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box that a model found. */
export interface DetectedBox extends Box {
  /** The higher, the surer. */
  readonly score: number;
}

/** Intersection over union, 0..1; of a crowd, over the first box alone. */
export function boxIou(found: Box, truth: Box, isCrowd = false): number {
  const width = Math.min(found.x + found.width, truth.x + truth.width) - Math.max(found.x, truth.x);
  const height = Math.min(found.y + found.height, truth.y + truth.height) - Math.max(found.y, truth.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  const area = found.width * found.height;
  return shared / (isCrowd ? area : area + truth.width * truth.height - shared);
}

/** @throws MetricError at the first box without an image, a class, finite numbers, or with a negative size */
export function requireBoxes(
  where: string,
  name: 'truth' | 'detections',
  boxes: readonly (Box & { readonly score?: number })[],
): void {
  for (const [i, box] of boxes.entries()) {
    const isLabel = [box.image, box.label].every((one) => typeof one === 'string' || Number.isInteger(one));
    const numbers = [box.x, box.y, box.width, box.height, ...(name === 'detections' ? [box.score] : [])];
    if (isLabel && numbers.every(Number.isFinite) && box.width >= 0 && box.height >= 0) continue;
    throw new MetricError(
      `${where}: ${name}[${i}] is ${JSON.stringify(box)}; expected image and label (whole numbers or names), and finite x, y, width >= 0, height >= 0${name === 'detections' ? ', score' : ''}`,
      { index: i, box },
    );
  }
}

/** Boxes by a key of theirs, in their order. */
export function groupBoxes<T extends Box>(boxes: readonly T[], key: 'image' | 'label'): Map<Label, T[]> {
  const groups = new Map<Label, T[]>();
  for (const box of boxes) {
    const group = groups.get(box[key]);
    if (group === undefined) groups.set(box[key], [box]);
    else group.push(box);
  }
  return groups;
}
