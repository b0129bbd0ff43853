import type { Picture } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import type { RegionGrowOptions, Seeds } from './region-grow-options.ts';
import { RegionGrowth } from './region-growth.ts';
import { type StepOptions, stepLength } from './step-length.ts';

/** How far regions have grown. */
export interface RegionGrowStep {
  /** Pixels that have joined. */
  readonly pixels: number;
  /** A copy of the labels so far. */
  readonly map: LabelMap;
  /** What pixels are compared with: the mean of each region, `count * channels` numbers. */
  readonly means: Float64Array;
}

/**
 * The states of {@link regionGrow} on its way: first the seeds, last the result. For showing how it works.
 *
 * @throws {PictureError} as {@link regionGrow}, when the first step is asked for; `option` when `every` is not a whole number of at least 1
 * @example
 * for (const { map, means } of regionGrowSteps(photo, [[40, 60]], { tolerance: 30, every: 500 })) console.log(means, paintLabels(map));
 */
export function* regionGrowSteps(
  picture: Picture,
  seeds: Seeds,
  { every, ...options }: RegionGrowOptions & StepOptions = {},
): Generator<RegionGrowStep, void, undefined> {
  const length = stepLength('regionGrowSteps', { every }, picture.width * picture.height);
  const growth = new RegionGrowth('regionGrowSteps', picture, seeds, options);
  for (let pixels = 0, joined = -1; joined !== 0; pixels += joined) {
    yield { pixels, map: { ...growth.map, labels: growth.map.labels.slice() }, means: growth.means() };
    joined = growth.advance(length);
  }
}
