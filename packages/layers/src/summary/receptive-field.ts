import type { Shape } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Module } from '../module.ts';
import type { ReceptiveField } from './field-geometry.ts';
import { summary } from './summary.ts';

/**
 * The theoretical receptive field of a layer: how much of the input one place of its output can depend on.
 *
 * @param inputShape `[N, H, W, C]`.
 * @param options.layer name of a layer as in {@link summary}; the last that gives images when left out.
 * @returns size, jump and start in pixels.
 * @throws OptionError when there is no such layer, or its field is not known; what the model throws for this shape.
 * @source Araujo, Norris, Sim 2019, https://doi.org/10.23915/distill.00021
 * @example
 * ```ts
 * receptiveField(model, [1, 224, 224, 3], { layer: 'layer1.0.conv1' }).size; // [19, 19]
 * ```
 */
export function receptiveField(model: Module, inputShape: Shape, { layer }: { layer?: string } = {}): ReceptiveField {
  const { layers } = summary(model, inputShape);
  const found = layers.findLast(({ name, outputShape }) =>
    layer === undefined ? outputShape.length === 4 : name === layer,
  );
  if (found?.receptiveField) return found.receptiveField;
  const what = layer === undefined ? 'no layer gives images' : `'${layer}' is no layer whose receptive field is known`;
  throw new OptionError(`receptiveField: ${what}; the layers are ${layers.map(({ name }) => `'${name}'`).join(', ')}`, {
    layer,
  });
}
