import { type Cell, type ConvStep, cellIndex, type MapShape } from './step.ts';

/** What one map of the layer before adds to a sum: values, weights and products, row by row of the kernel. */
export interface MapContribution {
  readonly map: number;
  /** Zero where the patch reaches over the edge. */
  readonly patch: Float32Array;
  readonly weights: Float32Array;
  readonly products: Float32Array;
  readonly sum: number;
}

/** How a value of a convolution comes about. */
export interface ConvExplanation {
  readonly contributions: readonly MapContribution[];
  readonly bias: number;
  /** Of all products, and the bias. */
  readonly sum: number;
}

/** The parameters of a layer in PyTorch's layout. */
export interface LayerWeights {
  readonly weight: Float32Array;
  readonly bias: Float32Array | null;
}

/**
 * Takes a convolution's value apart: the patch of each map below it, the filter, the products.
 * @param input values of the step before, `[H, W, C]`
 */
export function explainConv(
  step: ConvStep,
  cell: Cell,
  { input, inputShape, weights }: { input: Float32Array; inputShape: MapShape; weights: LayerWeights },
): ConvExplanation {
  const [kh, kw] = step.kernelSize;
  const perGroup = inputShape[2] / step.groups;
  const firstMap = Math.floor(cell.map / (step.shape[2] / step.groups)) * perGroup;
  const contributions = Array.from({ length: perGroup }, (_, k): MapContribution => {
    const map = firstMap + k;
    const from = (cell.map * perGroup + k) * kh * kw;
    const own = weights.weight.slice(from, from + kh * kw);
    const patch = patchOf(step, { ...cell, map }, input, inputShape);
    const products = patch.map((value, i) => value * own[i]!);
    return { map, patch, weights: own, products, sum: total(products) };
  });
  const bias = weights.bias?.[cell.map] ?? 0;
  return { contributions, bias, sum: contributions.reduce((sum, { sum: part }) => sum + part, bias) };
}

function patchOf(
  { kernelSize, stride, padding, dilation }: ConvStep,
  cell: Cell,
  input: Float32Array,
  shape: MapShape,
) {
  const [kh, kw] = kernelSize;
  const patch = new Float32Array(kh * kw);
  for (let i = 0; i < patch.length; i++) {
    const row = cell.row * stride[0] - padding[0] + Math.floor(i / kw) * dilation[0];
    const column = cell.column * stride[1] - padding[1] + (i % kw) * dilation[1];
    const inside = row >= 0 && row < shape[0] && column >= 0 && column < shape[1];
    if (inside) patch[i] = input[cellIndex(shape, { map: cell.map, row, column })]!;
  }
  return patch;
}

function total(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
