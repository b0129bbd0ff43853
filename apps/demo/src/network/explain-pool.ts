import { regionBefore } from './receptive-field.ts';
import { type Cell, cellIndex, type MapShape, type PoolStep, type Region } from './step.ts';

/** How a value of a pooling layer comes about. */
export interface PoolExplanation {
  readonly region: Region;
  /** The window, row by row. */
  readonly values: Float32Array;
  /** The cell of the step before that won: the first of equals. */
  readonly winner: Cell;
  readonly result: number;
}

/** The window of a pooled value, and which of its values won. */
export function explainPool(
  step: PoolStep,
  cell: Cell,
  { input, inputShape }: { input: Float32Array; inputShape: MapShape },
): PoolExplanation {
  const region = regionBefore(step, { top: cell.row, left: cell.column, height: 1, width: 1 }, inputShape);
  const cells = Array.from({ length: region.height * region.width }, (_, i) => ({
    map: cell.map,
    row: region.top + Math.floor(i / region.width),
    column: region.left + (i % region.width),
  }));
  const values = Float32Array.from(cells, (one) => input[cellIndex(inputShape, one)]!);
  const best = values.reduce((at, value, i) => (value > values[at]! ? i : at), 0);
  return { region, values, winner: cells[best]!, result: values[best]! };
}
