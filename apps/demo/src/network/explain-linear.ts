import type { LayerWeights } from './explain-conv.ts';
import { type Cell, cellIndex, cellOfFlat, type MapShape } from './step.ts';

/** One input's share in a value. */
interface InputContribution {
  readonly cell: Cell;
  readonly value: number;
  readonly weight: number;
  readonly product: number;
}

/** How a value of a fully connected layer comes about. */
export interface LinearExplanation {
  /** Weights and products in the order `[H, W, C]` of the step before, so that they are pictures of it. */
  readonly weights: Float32Array;
  readonly products: Float32Array;
  /** The largest by size, largest first. */
  readonly largest: readonly InputContribution[];
  readonly bias: number;
  readonly sum: number;
}

/** Takes a fully connected value apart: the weight of every input and the largest products. */
export function explainLinear(
  cell: Cell,
  { input, inputShape, weights }: { input: Float32Array; inputShape: MapShape; weights: LayerWeights },
  count = 8,
): LinearExplanation {
  const unit = cell.column;
  const inputs = input.length;
  const shown = new Float32Array(inputs);
  const products = new Float32Array(inputs);
  const all: InputContribution[] = [];
  let sum = weights.bias?.[unit] ?? 0;
  for (let i = 0; i < inputs; i++) {
    const from = cellOfFlat(inputShape, i);
    const at = cellIndex(inputShape, from);
    const weight = weights.weight[unit * inputs + i]!;
    shown[at] = weight;
    products[at] = weight * input[at]!;
    sum += products[at];
    all.push({ cell: from, value: input[at]!, weight, product: products[at] });
  }
  const largest = all
    .toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product))
    .slice(0, count)
    .filter(({ product }) => product !== 0);
  return { weights: shown, products, largest, bias: weights.bias?.[unit] ?? 0, sum };
}
