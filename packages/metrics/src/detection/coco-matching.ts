import { boxIou, type DetectedBox } from './boxes.ts';
import type { CocoTruth } from './coco-average-precision.ts';

/** Least and greatest area of the objects that count, in pixels, both included. */
export type AreaRange = readonly [least: number, most: number];

/** Detections of a class in an image, best first, with what they met. */
export interface MatchedImage {
  readonly scores: readonly number[];
  /** `[threshold][detection]`: 1 hit, 0 false alarm, -1 does not count. */
  readonly outcomes: readonly Int8Array[];
  /** Objects that count. */
  readonly positives: number;
}

/** Boxes of one class in one image. */
export interface ImageBoxes {
  readonly truth: readonly CocoTruth[];
  /** Best first. */
  readonly found: readonly DetectedBox[];
}

/**
 * Who finds whom: each detection, best first, takes the object of the greatest IoU that is still free; objects that do not count
 * (crowds, other sizes) only when there is no other.
 *
 * @source pycocotools `COCOeval.evaluateImg`
 */
export function matchImage(
  { truth, found }: ImageBoxes,
  { thresholds, area: [least, most] }: { readonly thresholds: readonly number[]; readonly area: AreaRange },
): MatchedImage {
  const isOut = (area: number): boolean => area < least || area > most;
  const all = truth.map((box) => ({
    box,
    isCrowd: box.isCrowd === true,
    isIgnored: box.isCrowd === true || isOut(box.area ?? box.width * box.height),
  }));
  const objects = [...all.filter(({ isIgnored }) => !isIgnored), ...all.filter(({ isIgnored }) => isIgnored)];
  const positives = all.filter(({ isIgnored }) => !isIgnored).length;
  const ious = found.map((box) => Float64Array.from(objects, (object) => boxIou(box, object.box, object.isCrowd)));
  const outcomes = thresholds.map((threshold) => {
    const isTaken = new Uint8Array(objects.length);
    return Int8Array.from(found, (box, d) => {
      const match = bestObject(ious[d]!, { objects, isTaken, positives, threshold });
      if (match < 0) return isOut(box.width * box.height) ? -1 : 0;
      isTaken[match] = 1;
      return match < positives ? 1 : -1;
    });
  });
  return { scores: found.map(({ score }) => score), outcomes, positives };
}

interface Free {
  /** Those that count before the others. */
  readonly objects: readonly { readonly isCrowd: boolean }[];
  readonly isTaken: Uint8Array;
  readonly positives: number;
  readonly threshold: number;
}

/** Index of the object, -1 for none; of equal overlaps the last, as there. */
function bestObject(ious: Float64Array, { objects, isTaken, positives, threshold }: Free): number {
  let best = -1;
  let least = Math.min(threshold, 1 - 1e-10);
  for (let g = 0; g < objects.length; g++) {
    if (isTaken[g] === 1 && !objects[g]!.isCrowd) continue;
    if (best >= 0 && best < positives && g >= positives) break;
    if (ious[g]! < least) continue;
    least = ious[g]!;
    best = g;
  }
  return best;
}
