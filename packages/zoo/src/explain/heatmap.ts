/** Where something is in a picture, as plain data. */
export interface Heatmap {
  /** 0 to 1, row by row. */
  readonly map: Float32Array;
  readonly height: number;
  readonly width: number;
  /** What 0 and 1 stand for: the value before it was normalised is `low + map * (high - low)`. */
  readonly range: readonly [low: number, high: number];
  /** What the model gives for the picture, before softmax. */
  readonly logits: Float32Array;
}

/** A {@link Heatmap} that says what speaks for a class. */
export interface ClassHeatmap extends Heatmap {
  /** The class that is explained. */
  readonly classIndex: number;
}

/** How values become 0 to 1. `max`: 0 stays, the largest becomes 1. `min-max`: the smallest becomes 0, too. */
export type Normalisation = 'max' | 'min-max';

/** Values 0 to 1 with their range; all 0 where the values are all the same. */
export function normalised(values: Float32Array, rule: Normalisation): Pick<Heatmap, 'map' | 'range'> {
  let low = rule === 'max' ? 0 : Number.POSITIVE_INFINITY;
  let high = rule === 'max' ? 0 : Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = high > low ? 1 / (high - low) : 0;
  return { map: values.map((value) => (value - low) * scale), range: [low, high] };
}
