import type { LayerValues } from '../../../engine/engine-types.ts';
import { activate } from '../../../network/activate.ts';
import { type ConvExplanation, explainConv, type LayerWeights } from '../../../network/explain-conv.ts';
import { explainLinear, type LinearExplanation } from '../../../network/explain-linear.ts';
import { explainPool, type PoolExplanation } from '../../../network/explain-pool.ts';
import { receptiveField } from '../../../network/receptive-field.ts';
import {
  type Cell,
  type ConvStep,
  cellIndex,
  type InputStep,
  type LinearStep,
  type PoolStep,
  type Region,
} from '../../../network/step.ts';
import type { Selection } from '../state.ts';

/** What the layer of an explained value computes from, and gives. */
interface Explained {
  readonly cell: Cell;
  /** The layer before. */
  readonly from: LayerValues;
  /** What the model gave for the value, after the activation function. */
  readonly result: number;
  /** For each layer from the input on: the cells that the value depends on. */
  readonly regions: readonly Region[];
}

/** How a value of a layer came about. */
export type Look =
  | {
      readonly kind: 'input';
      readonly step: InputStep;
      readonly cell: Cell;
      readonly result: number;
      readonly regions: readonly Region[];
    }
  | (Explained & {
      readonly kind: 'conv';
      readonly step: ConvStep;
      readonly parts: ConvExplanation;
      readonly activated: number;
    })
  | (Explained & { readonly kind: 'max-pool'; readonly step: PoolStep; readonly parts: PoolExplanation })
  | (Explained & {
      readonly kind: 'linear';
      readonly step: LinearStep;
      readonly parts: LinearExplanation;
      readonly activated: number;
    });

/** Takes the selected value apart; undefined when the model has no such layer, or its weights are not there. */
export function lookInto(
  { layer, cell }: Selection,
  layers: readonly LayerValues[],
  weights: ReadonlyMap<string, LayerWeights> | null,
): Look | undefined {
  const index = layers.findIndex(({ step }) => step.name === layer);
  const chosen = layers[index];
  if (chosen === undefined || !isInside(chosen, cell)) return undefined;
  const { step } = chosen;
  const result = chosen.after[cellIndex(step.shape, cell)]!;
  const regions = receptiveField(
    layers.slice(0, index + 1).map((one) => one.step),
    { top: cell.row, left: cell.column, height: 1, width: 1 },
  );
  if (step.kind === 'input') return { kind: 'input', step, cell, result, regions };
  const from = layers[index - 1]!;
  const source = { input: from.after, inputShape: from.step.shape };
  const shared = { cell, from, result, regions };
  if (step.kind === 'max-pool') return { ...shared, kind: 'max-pool', step, parts: explainPool(step, cell, source) };
  const own = weights?.get(step.name);
  if (own === undefined) return undefined;
  if (step.kind === 'conv') {
    const parts = explainConv(step, cell, { ...source, weights: own });
    return { ...shared, kind: 'conv', step, parts, activated: activate(step.activation, parts.sum) };
  }
  const parts = explainLinear(cell, { ...source, weights: own });
  return { ...shared, kind: 'linear', step, parts, activated: activate(step.activation, parts.sum) };
}

function isInside({ step: { shape } }: LayerValues, { map, row, column }: Cell): boolean {
  return row < shape[0] && column < shape[1] && map < shape[2];
}
