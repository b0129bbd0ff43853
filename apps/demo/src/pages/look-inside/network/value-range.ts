import { type ColorScale, scaleColor } from '../../../design/color-scale.ts';
import { DIVERGING, SEQUENTIAL } from '../../../design/data-colors.ts';
import type { Theme } from '../../../design/theme.ts';
import type { Step } from '../../../network/step.ts';

/** How values become colours: the scale, and the values at its ends. */
export interface ValueRange {
  readonly scale: ColorScale;
  readonly low: number;
  readonly high: number;
}

/** The range of a layer's values. */
export function layerRange({ kind }: Step, values: Float32Array, theme: Theme): ValueRange {
  return kind === 'input' ? pictureRange(values) : valueRange(values, theme);
}

/** One range for all maps of a layer, so that they can be compared: from 0 up where nothing is negative, else the same to both sides. */
export function valueRange(values: Float32Array, theme: Theme): ValueRange {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === 0) return { scale: SEQUENTIAL, low, high: high || 1 };
  const reach = Math.max(-low, high);
  return { scale: DIVERGING[theme], low: -reach, high: reach };
}

/** The range of a picture: dark is its ground, whatever number that is after normalisation. */
function pictureRange(values: Float32Array): ValueRange {
  const low = values.reduce((min, value) => Math.min(min, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
  return { scale: SEQUENTIAL, low, high: high > low ? high : low + 1 };
}

/** The scale of a range as a CSS gradient. */
export function rangeGradient({ scale }: ValueRange): string {
  const stops = Array.from({ length: 9 }, (_, i) => scaleColor(scale, i / 8));
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
