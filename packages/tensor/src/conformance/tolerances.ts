import type { GoldenCase } from './golden-case.ts';

/** |received - expected| <= absolute + relative * |expected| */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** float32 against float64: sums of up to some hundred products, each off by 6e-8 of its size. */
const USUAL: Tolerance = { absolute: 2e-6, relative: 2e-5 };
const EXACT: Tolerance = { absolute: 0, relative: 0 };

/** A mean of 1e3 is rounded to float32 by up to 3e-5, which the row's scale makes larger; layer norm, like PyTorch's in float32, does not make up for it. */
const LARGE_MEAN: Tolerance = { absolute: 2e-4, relative: 2e-5 };

/** How close a result has to be. */
export function toleranceOf({ op, name }: GoldenCase): Tolerance {
  if (op === 'randomUniform' || op === 'dropout') return EXACT;
  return name === 'layerNorm large mean' ? LARGE_MEAN : USUAL;
}
