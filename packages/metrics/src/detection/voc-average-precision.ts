import { distinctLabels, type Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import { type Box, boxIou, type DetectedBox, groupBoxes, requireBoxes } from './boxes.ts';

/** An object that is there. */
export interface VocTruth extends Box {
  /** Counts neither when it is found nor when it is missed. Default false. */
  readonly isDifficult?: boolean | undefined;
}

/** Options of {@link vocAveragePrecision}. */
export interface VocOptions {
  /** `'all'`: the area under the curve made falling, as from VOC 2010 on; `11`: at recalls of 0, 0.1, .. 1, as before. Default `'all'`. */
  readonly points?: 'all' | 11 | undefined;
  /** Least IoU of a hit, in (0, 1]. Default 0.5. */
  readonly iou?: number | undefined;
}

/** Average precision, higher is better, 0..1. */
export interface VocScores {
  /** Mean over the classes that have objects. */
  readonly map: number;
  /** Class by class, sorted; NaN for one that has only difficult objects. */
  readonly classes: readonly { readonly label: Label; readonly ap: number }[];
}

/**
 * PASCAL VOC's mean average precision of boxes. Each detection, best first, is compared to the object of the greatest IoU in its
 * image; if that one is taken already, it is a false alarm (COCO lets it take another). Higher is better.
 *
 * @param truth the objects that are there
 * @param detections the boxes that were found, with scores, in any order; equal scores in the order of this list
 * @throws MetricError for no truth, a box without image, label, or finite numbers, or an option out of range
 * @source Everingham et al., "The PASCAL visual object classes challenge", 2010, and its devkit's `VOCevaldet.m`. Boxes are edges,
 *   not inclusive pixels: a devkit box of xmin 3 and xmax 5 is 3 wide
 * @example
 * ```ts
 * const car = (x: number) => ({ image: 'street', label: 'car', x, y: 0, width: 40, height: 20 });
 * const [a, b] = [car(0), car(100)];
 * const found = [{ ...a, score: 0.9 }, { ...a, score: 0.8 }, { ...b, score: 0.7 }];
 * vocAveragePrecision([a, b], found).map; // 5 / 6
 * vocAveragePrecision([a, b], found, { points: 11 }).map; // (6 + 5 * 2 / 3) / 11
 * ```
 */
export function vocAveragePrecision(
  truth: readonly VocTruth[],
  detections: readonly DetectedBox[],
  { points = 'all', iou = 0.5 }: VocOptions = {},
): VocScores {
  requireBoxes('vocAveragePrecision', 'truth', truth);
  requireBoxes('vocAveragePrecision', 'detections', detections);
  if (truth.length === 0) throw new MetricError('vocAveragePrecision: truth is empty; expected at least one box');
  if (!(iou > 0 && iou <= 1)) throw new MetricError(`vocAveragePrecision: iou is ${iou}; expected a number in (0, 1]`);
  if (points !== 'all' && points !== 11) {
    throw new MetricError(`vocAveragePrecision: points is ${String(points)}; expected 'all' or 11`);
  }
  const labels = distinctLabels('vocAveragePrecision', { truth: truth.map(({ label }) => label) });
  const [truthOf, foundOf] = [groupBoxes(truth, 'label'), groupBoxes(detections, 'label')];
  const classes = labels.map((label) => {
    const curve = precisionRecall(truthOf.get(label)!, foundOf.get(label) ?? [], iou);
    if (curve === undefined) return { label, ap: Number.NaN };
    return { label, ap: points === 'all' ? areaUnder(curve) : elevenPoints(curve) };
  });
  const counted = classes.filter(({ ap }) => !Number.isNaN(ap));
  return { map: counted.reduce((sum, { ap }) => sum + ap, 0) / counted.length, classes };
}

/** Recall, rising, and precision, made falling. */
type Curve = readonly { readonly recall: number; readonly precision: number }[];

function precisionRecall(truth: readonly VocTruth[], found: readonly DetectedBox[], iou: number): Curve | undefined {
  const positives = truth.filter(({ isDifficult }) => isDifficult !== true).length;
  if (positives === 0) return undefined;
  const objects = groupBoxes(truth, 'image');
  const taken = new Set<VocTruth>();
  let [tp, fp] = [0, 0];
  const curve = found
    .toSorted((a, b) => b.score - a.score)
    .map((box) => {
      const object = nearest(box, objects.get(box.image) ?? [], iou);
      if (object === undefined || (object.isDifficult !== true && taken.has(object))) fp += 1;
      else if (object.isDifficult !== true) {
        tp += 1;
        taken.add(object);
      }
      return { recall: tp / positives, precision: tp === 0 ? 0 : tp / (tp + fp) };
    });
  for (let i = curve.length - 2; i >= 0; i--) {
    curve[i]!.precision = Math.max(curve[i]!.precision, curve[i + 1]!.precision);
  }
  return curve;
}

function nearest(box: Box, objects: readonly VocTruth[], least: number): VocTruth | undefined {
  let best: VocTruth | undefined;
  let most = 0;
  for (const object of objects) {
    const overlap = boxIou(box, object);
    if (overlap <= most) continue;
    most = overlap;
    best = object;
  }
  return most >= least ? best : undefined;
}

function areaUnder(curve: Curve): number {
  let [area, before] = [0, 0];
  for (const { recall, precision } of curve) {
    area += (recall - before) * precision;
    before = recall;
  }
  return area;
}

function elevenPoints(curve: Curve): number {
  const recalls = Array.from({ length: 11 }, (_, i) => i / 10);
  return recalls.reduce((sum, least) => sum + (curve.find(({ recall }) => recall >= least)?.precision ?? 0), 0) / 11;
}
