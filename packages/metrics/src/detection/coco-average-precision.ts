import { distinctLabels, type Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import { type Box, type DetectedBox, groupBoxes, requireBoxes } from './boxes.ts';
import { accumulateClass, type ClassPrecision } from './coco-accumulate.ts';
import { type AreaRange, type ImageBoxes, matchImage } from './coco-matching.ts';

/** An object that is there. */
export interface CocoTruth extends Box {
  /** A group that is one object: it swallows any number of detections and is not missed. Default false. */
  readonly isCrowd?: boolean | undefined;
  /** Pixels of the object itself, which decide whether it is small, medium or large. Default width * height. */
  readonly area?: number | undefined;
}

/** COCO's twelve numbers, higher is better, 0..1; NaN where no object counts (pycocotools says -1). */
export interface CocoScores {
  /** Average precision, averaged over classes and over IoUs of 0.50, 0.55, .. 0.95. */
  readonly map: number;
  readonly map50: number;
  readonly map75: number;
  /** Objects of less than 32^2 pixels. */
  readonly mapSmall: number;
  /** Objects of 32^2 to 96^2 pixels. */
  readonly mapMedium: number;
  readonly mapLarge: number;
  /** Recall with one detection of a class in an image, averaged over classes and IoUs. */
  readonly mar1: number;
  readonly mar10: number;
  readonly mar100: number;
  readonly marSmall: number;
  readonly marMedium: number;
  readonly marLarge: number;
  /** Class by class, sorted. */
  readonly classes: readonly {
    readonly label: Label;
    readonly ap: number;
    readonly ap50: number;
    readonly ar: number;
  }[];
}

const EVERY: AreaRange = [0, 1e10];
const AREAS = { Small: [0, 32 ** 2], Medium: [32 ** 2, 96 ** 2], Large: [96 ** 2, 1e10] } as const;
const MOST = 100;
/** To the last bit as NumPy's linspace(0.5, 0.95, 10). */
const IOUS: readonly number[] = Array.from({ length: 10 }, (_, i) => (i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9)));

/** Averages over IoUs. */
interface ClassScores {
  readonly ap: number;
  readonly ap50: number;
  readonly ap75: number;
  readonly ar: number;
}

/**
 * COCO's mean average precision and recall of boxes: precision at 101 recalls, at ten IoUs, by size of the objects, with at most
 * 1, 10 and 100 detections of a class in an image. Higher is better.
 *
 * @param truth the objects that are there; images without any need not be named
 * @param detections the boxes that were found, with scores, in any order; equal scores in the order of images and of this list
 * @throws MetricError for no truth, or a box without image, label, or finite numbers
 * @source pycocotools 2.0.11 `COCOeval` with `iouType='bbox'`, to a relative 1e-12
 * @example
 * ```ts
 * const box = { image: 1, label: 'dog', x: 10, y: 10, width: 50, height: 50 };
 * const { map, map50, mapSmall } = cocoAveragePrecision([box], [{ ...box, x: 15, score: 0.9 }]);
 * map50; // 1
 * map; // 0.7
 * mapSmall; // NaN
 * ```
 */
export function cocoAveragePrecision(truth: readonly CocoTruth[], detections: readonly DetectedBox[]): CocoScores {
  requireBoxes('cocoAveragePrecision', 'truth', truth);
  requireBoxes('cocoAveragePrecision', 'detections', detections);
  if (truth.length === 0) throw new MetricError('cocoAveragePrecision: truth is empty; expected at least one box');
  const labels = distinctLabels('cocoAveragePrecision', { truth: truth.map(({ label }) => label) });
  const [truthOf, foundOf] = [groupBoxes(truth, 'label'), groupBoxes(detections, 'label')];
  const images = labels.map((label) => imagesOf(truthOf.get(label)!, foundOf.get(label) ?? []));
  const score = (area: AreaRange, maxDetections = MOST): ClassScores[] =>
    images.map((boxes) => classScores(boxes, { area, maxDetections }));
  const all = score(EVERY);
  const [small, medium, large] = [score(AREAS.Small), score(AREAS.Medium), score(AREAS.Large)];
  return {
    map: mean(all, 'ap'),
    map50: mean(all, 'ap50'),
    map75: mean(all, 'ap75'),
    mapSmall: mean(small, 'ap'),
    mapMedium: mean(medium, 'ap'),
    mapLarge: mean(large, 'ap'),
    mar1: mean(score(EVERY, 1), 'ar'),
    mar10: mean(score(EVERY, 10), 'ar'),
    mar100: mean(all, 'ar'),
    marSmall: mean(small, 'ar'),
    marMedium: mean(medium, 'ar'),
    marLarge: mean(large, 'ar'),
    classes: all.map(({ ap, ap50, ar }, k) => ({ label: labels[k]!, ap, ap50, ar })),
  };
}

/** The boxes of a class, image by image in the order of their names, the best detections first. */
function imagesOf(truth: readonly CocoTruth[], found: readonly DetectedBox[]): ImageBoxes[] {
  const [truthIn, foundIn] = [groupBoxes(truth, 'image'), groupBoxes(found, 'image')];
  const images = distinctLabels('cocoAveragePrecision', {
    truth: [...truthIn.keys()],
    detections: [...foundIn.keys()],
  });
  return images.map((image) => ({
    truth: truthIn.get(image) ?? [],
    found: (foundIn.get(image) ?? []).toSorted((a, b) => b.score - a.score).slice(0, MOST),
  }));
}

function classScores(
  images: readonly ImageBoxes[],
  { area, maxDetections }: { readonly area: AreaRange; readonly maxDetections: number },
): ClassScores {
  const matched = images.map((boxes) => matchImage(boxes, { thresholds: IOUS, area }));
  const at = IOUS.map((_, threshold) => accumulateClass(matched, { threshold, maxDetections }));
  const value = (one: ClassPrecision | undefined): number => one?.averagePrecision ?? Number.NaN;
  const average = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  return {
    ap: average(at.map(value)),
    ap50: value(at[0]),
    ap75: value(at[5]),
    ar: average(at.map((one) => one?.recall ?? Number.NaN)),
  };
}

/** Over the classes of which an object counts. */
function mean(classes: readonly ClassScores[], name: keyof ClassScores): number {
  const values = classes.map((one) => one[name]).filter((value) => !Number.isNaN(value));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
