import type { Picture } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { type StepOptions, stepLength } from './step-length.ts';
import { WatershedFlood } from './watershed-flood.ts';
import type { WatershedOptions } from './watershed-options.ts';

/** How far a flood has come. */
export interface WatershedStep {
  /** Pixels that were taken out of the queue; some come twice with `line` or `compactness`. */
  readonly pixels: number;
  /** How high the water stands, in the units of the picture; -Infinity at the start. */
  readonly level: number;
  /** A copy of the labels so far. */
  readonly map: LabelMap;
}

/**
 * The states of a {@link watershed} on its way: first the markers, last the result. For showing how it works.
 *
 * @throws {PictureError} as {@link watershed}, when the first step is asked for; `option` when `every` is not a whole number of at least 1
 * @example
 * for (const { level, map } of watershedSteps(relief, { markers, every: 1000 })) console.log(level, paintLabels(map));
 */
export function* watershedSteps(
  picture: Picture,
  { every, ...options }: WatershedOptions & StepOptions,
): Generator<WatershedStep, void, undefined> {
  const length = stepLength('watershedSteps', { every }, picture.width * picture.height);
  const flood = new WatershedFlood('watershedSteps', picture, options);
  const { width, height } = picture;
  for (let pixels = 0, taken = -1; taken !== 0; pixels += taken) {
    const map = { labels: flood.labels.slice(), width, height, count: options.markers.count };
    yield { pixels, level: flood.level, map };
    taken = flood.advance(length);
  }
}
