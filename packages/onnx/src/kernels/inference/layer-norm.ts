import type { Operation } from '../../lazy-value.ts';
import type { Lowering } from '../../lowering.ts';

/** The standard's layer norm; its statistics only where they are read. */
export function lowerInferenceLayerNorm(lowering: Lowering, { inputs, outputs, attributes }: Operation): void {
  const operands = inputs.map((input) => lowering.plain(input));
  const statistics = outputs.slice(1).some((output) => lowering.consumersOf(output)?.length !== 0);
  const options = { axis: -1, epsilon: { float: attributes.epsilon as number } };
  const names = lowering.graph.emitMany('LayerNormalization', statistics ? 3 : 1, operands, options);
  names.forEach((name, i) => {
    lowering.define(outputs[i]!, name);
  });
}
