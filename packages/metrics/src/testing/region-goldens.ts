import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CocoTruth, DetectedBox, VocTruth } from '../index.ts';

/** What fixtures/regions_and_boxes.py wrote. */
export interface RegionGoldens {
  readonly partitions: readonly ({ first: number[]; second: number[]; ignored: number[] } & Readonly<
    Record<'rand' | 'adjusted' | 'under' | 'over', number>
  >)[];
  readonly segmentations: readonly {
    readonly yTrue: number[];
    readonly yPred: number[];
    readonly classes: number;
    readonly iou: number[];
    readonly dice: number[];
    readonly accuracy: number[];
    readonly frequencyWeightedIou: number;
    readonly pixelAccuracy: number;
  }[];
  readonly boxes: {
    readonly truth: (CocoTruth & VocTruth)[];
    readonly found: DetectedBox[];
    readonly coco: Readonly<Record<string, number>>;
    readonly cocoClasses: number[];
    readonly vocAll: number[];
    readonly vocEleven: number[];
  };
}

/** The goldens of partitions, segmentations and boxes. */
export function regionGoldens(): RegionGoldens {
  const bytes = readFileSync(new URL('../../fixtures/regions-and-boxes.json.gz', import.meta.url));
  return JSON.parse(gunzipSync(bytes).toString()) as RegionGoldens;
}
