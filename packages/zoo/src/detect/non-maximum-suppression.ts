import { OptionError, ShapeError } from '@cv/tensor/errors';

/** Boxes with their scores. */
export interface ScoredBoxes {
  /** Left, top, right, bottom of each, `[n, 4]`. */
  readonly boxes: Float32Array;
  /** `[n]`. */
  readonly scores: Float32Array;
  /** `[n]`; boxes of different classes leave each other alone. Without it all are of one class. */
  readonly classIndices?: Int32Array | undefined;
}

/** Options of {@link nonMaximumSuppression}. */
export interface SuppressionOptions {
  /** A box goes when it overlaps a better one by more than this share (intersection over union), 0 to 1. */
  readonly iou?: number;
  /** Most boxes that stay. */
  readonly maxDetections?: number;
}

/**
 * Keeps of boxes that overlap the one with the best score.
 *
 * Of equal scores the first counts as better. A box or score that is not finite is never kept; one without area overlaps nothing.
 *
 * @returns indices of the boxes that stay, best first
 * @throws ShapeError when the arrays do not fit each other; OptionError when a number is out of range
 * @source torchvision.ops.nms and batched_nms, which keep boxes that are NaN
 * @example
 * ```ts
 * const kept = nonMaximumSuppression({ boxes, scores, classIndices }, { iou: 0.45 });
 * ```
 */
export function nonMaximumSuppression(
  { boxes, scores, classIndices }: ScoredBoxes,
  { iou = 0.45, maxDetections = 300 }: SuppressionOptions = {},
): Int32Array {
  requireOptions(iou, maxDetections);
  const count = scores.length;
  if (boxes.length !== 4 * count || (classIndices !== undefined && classIndices.length !== count)) {
    throw new ShapeError(
      `nonMaximumSuppression: ${boxes.length} numbers of boxes, ${count} scores, ${classIndices?.length ?? 'no'} classes; expected 4 to 1 to 1`,
    );
  }
  const order = bestFirst(boxes, scores);
  const kept = new KeptBoxes(Math.min(order.length, maxDetections));
  for (let i = 0; i < order.length && kept.count < maxDetections; i++) {
    kept.offer(boxes, order[i]!, classIndices?.[order[i]!] ?? 0, iou);
  }
  return kept.indices.slice(0, kept.count);
}

function requireOptions(iou: number, maxDetections: number): void {
  if (!(iou >= 0 && iou <= 1)) {
    throw new OptionError(`nonMaximumSuppression: iou is ${iou}, expected 0 to 1`, { option: 'iou', received: iou });
  }
  if (Number.isInteger(maxDetections) && maxDetections > 0) return;
  throw new OptionError(`nonMaximumSuppression: maxDetections is ${maxDetections}, expected a whole number above 0`, {
    option: 'maxDetections',
    received: maxDetections,
  });
}

/** Indices of the finite boxes by score; a sort that leaves equal ones in their order. */
function bestFirst(boxes: Float32Array, scores: Float32Array): Int32Array {
  const finite = new Int32Array(scores.length);
  let count = 0;
  for (let i = 0; i < scores.length; i++) {
    // A sum is finite only when every term is, or overflows in float64, which float32 terms cannot.
    const sum = scores[i]! + boxes[4 * i]! + boxes[4 * i + 1]! + boxes[4 * i + 2]! + boxes[4 * i + 3]!;
    if (Number.isFinite(sum)) finite[count++] = i;
  }
  return finite.subarray(0, count).sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** What was kept so far, with the corners side by side: a list for each class, newest first. */
class KeptBoxes {
  readonly indices: Int32Array;
  count = 0;
  readonly #corners: Float64Array;
  readonly #next: Int32Array;
  readonly #newest = new Map<number, number>();

  constructor(capacity: number) {
    this.indices = new Int32Array(capacity);
    this.#corners = new Float64Array(4 * capacity);
    this.#next = new Int32Array(capacity);
  }

  /** Keeps a box unless a better one of its class overlaps it. */
  offer(boxes: Float32Array, index: number, ofClass: number, iou: number): void {
    const newest = this.#newest.get(ofClass) ?? -1;
    if (this.#overlapped(boxes, index, newest, iou)) return;
    this.#corners.set(boxes.subarray(4 * index, 4 * index + 4), 4 * this.count);
    this.indices[this.count] = index;
    this.#next[this.count] = newest;
    this.#newest.set(ofClass, this.count++);
  }

  #overlapped(boxes: Float32Array, index: number, newest: number, iou: number): boolean {
    const corners = this.#corners;
    const left = boxes[4 * index]!;
    const top = boxes[4 * index + 1]!;
    const right = boxes[4 * index + 2]!;
    const bottom = boxes[4 * index + 3]!;
    const area = (right - left) * (bottom - top);
    for (let other = newest; other >= 0; other = this.#next[other]!) {
      const at = 4 * other;
      const width = Math.min(right, corners[at + 2]!) - Math.max(left, corners[at]!);
      if (width <= 0) continue;
      const height = Math.min(bottom, corners[at + 3]!) - Math.max(top, corners[at + 1]!);
      if (height <= 0) continue;
      const otherArea = (corners[at + 2]! - corners[at]!) * (corners[at + 3]! - corners[at + 1]!);
      const intersection = width * height;
      if (intersection > iou * (area + otherArea - intersection)) return true;
    }
    return false;
  }
}
