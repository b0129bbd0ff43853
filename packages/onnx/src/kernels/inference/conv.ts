import type { Operation } from '../../lazy-value.ts';
import type { Lowering } from '../../lowering.ts';
import type { Convolution } from '../conv-geometry.ts';
import { biasAfter } from './bias-after.ts';

const HWIO_TO_OIHW = [3, 2, 0, 1];

/**
 * A standard convolution with its bias.
 *
 * @param weights name of the filter [kh, kw, I/g, O]
 */
export function lowerInferenceConv(
  lowering: Lowering,
  { inputs, output }: Operation,
  weights: string,
  { geometry, shapes }: Convolution,
): void {
  const { strides, pads, dilations, groups } = geometry;
  const bias = biasAfter(lowering, output);
  const operands = [
    lowering.channelsFirst(inputs[0]!),
    lowering.graph.emit('Transpose', [weights], { perm: HWIO_TO_OIHW }),
    ...(bias === undefined ? [] : [bias.name]),
  ];
  const attributes = { kernel_shape: shapes.filter.slice(0, 2), strides, pads, dilations, group: groups };
  const y = lowering.graph.emit('Conv', operands, attributes);
  lowering.defineChannelsFirst(bias?.operation.output ?? output, y);
}
