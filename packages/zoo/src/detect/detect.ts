import type { Picture } from '@cv/image';
import { dispose, read, scope, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { type Candidates, type DecodeOptions, decodePredictions } from './decode-predictions.ts';
import type { Detector } from './detector.ts';
import { letterbox, type Placement } from './letterbox.ts';
import { nonMaximumSuppression, type SuppressionOptions } from './non-maximum-suppression.ts';

/** An object that was found. */
export interface Detection {
  readonly label: string;
  /** Position of the label among all. */
  readonly index: number;
  /** 0 to 1. */
  readonly score: number;
  /** Left edge, in pixels of the picture; the box lies within the picture. */
  readonly x: number;
  /** Top edge. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Options of {@link detect}; an entry of `detectors` has the first two. */
export interface DetectOptions extends SuppressionOptions, Pick<DecodeOptions, 'score' | 'labelsPerBox'> {
  /** Height and width of the input in pixels, multiples of the model's largest stride. */
  readonly inputSize: readonly [height: number, width: number];
  /** Names of the classes. */
  readonly labels: readonly string[];
  /** Whether a box may go because of a better one of another class, too. */
  readonly suppression?: 'within-class' | 'across-classes';
}

/**
 * Finds objects in pictures: letterboxed, one batch, decoded, overlaps removed, boxes back in the pixels of the picture.
 *
 * Boxes are clipped to the picture; what lies outside, on the gray bars, is left out. `score` is 0.25, `iou` 0.45 and `maxDetections`
 * 300 unless given; for a precision-recall curve take `score: 0.001` and `labelsPerBox: 'all'`.
 *
 * @param pictures of any size and kind that `letterbox` takes
 * @returns a list for each picture, best first; plain data
 * @throws OptionError when the labels are not as many as the model's classes, or a number is out of range
 * @example
 * ```ts
 * const [found] = await detect(model, [await readPicture('street.jpg')], detectors.yolov5n);
 * for (const { label, score, x, y, width, height } of found!) console.log(label, score, x, y, width, height);
 * ```
 */
export async function detect(
  model: Detector,
  pictures: readonly Picture[],
  options: DetectOptions,
): Promise<Detection[][]> {
  const { labels, inputSize } = options;
  if (labels.length !== model.classes) {
    throw new OptionError(`detect: ${labels.length} labels for a model of ${model.classes} classes`, {
      expected: model.classes,
      received: labels.length,
    });
  }
  if (pictures.length === 0) return [];
  const { images, shape, placements } = letterbox(pictures, { size: inputSize });
  const predictions = scope(() => model.forward(tensor(images, shape)));
  const values = (await read(predictions)) as Float32Array; // forward gives float32
  dispose(predictions);
  const size = values.length / pictures.length;
  const decoding = { ...options, levels: await model.levels(), boxCoding: model.boxCoding, classes: model.classes };
  return placements.map((placement, row) => {
    const candidates = decodePredictions(values.subarray(row * size, (row + 1) * size), decoding);
    return strongest(candidates, options).flatMap((one) => inPicture(one, placement));
  });
}

/** What is left when overlaps are removed, in pixels of the input. */
function strongest(candidates: Candidates, options: DetectOptions): Detection[] {
  const { labels, suppression = 'within-class', iou, maxDetections } = options;
  const { boxes, scores, classIndices } = candidates;
  const classes = suppression === 'within-class' ? classIndices : undefined;
  const limits = { ...(iou !== undefined && { iou }), ...(maxDetections !== undefined && { maxDetections }) };
  const kept = nonMaximumSuppression({ boxes, scores, classIndices: classes }, limits);
  return Array.from(kept, (i) => {
    const index = classIndices[i]!;
    const [x, y] = [boxes[4 * i]!, boxes[4 * i + 1]!];
    const size = { width: boxes[4 * i + 2]! - x, height: boxes[4 * i + 3]! - y };
    return { label: labels[index]!, index, score: scores[i]!, x, y, ...size };
  });
}

/** The detection in the pixels of the picture, clipped to it; nothing when it lies outside. */
function inPicture({ x, y, width, height, ...what }: Detection, placement: Placement): Detection[] {
  const { scaleX, scaleY, left, top } = placement;
  const across = (edge: number): number => Math.min(Math.max((edge - left) / scaleX, 0), placement.width);
  const down = (edge: number): number => Math.min(Math.max((edge - top) / scaleY, 0), placement.height);
  const corner = { x: across(x), y: down(y) };
  const size = { width: across(x + width) - corner.x, height: down(y + height) - corner.y };
  return size.width > 0 && size.height > 0 ? [{ ...what, ...corner, ...size }] : [];
}
