import type { LazyValue } from '../../lazy-value.ts';
import type { Lowering } from '../../lowering.ts';

/** Operands of a batch norm; scale and offset may be missing. */
export interface BatchNormInputs {
  readonly x: LazyValue;
  readonly mean: LazyValue;
  readonly variance: LazyValue;
  readonly scale: LazyValue | undefined;
  readonly offset: LazyValue | undefined;
}

/** BatchNormalization reads channels on axis 1: images channels first, and matrices as they are. */
export function canLowerInferenceBatchNorm({ inference }: Lowering, { shape }: LazyValue): boolean {
  return inference && (shape.length === 4 || shape.length === 2);
}

/** The standard's batch norm, which runtimes fold into the convolution before it. */
export function lowerInferenceBatchNorm(
  lowering: Lowering,
  { x, mean, variance, scale, offset }: BatchNormInputs,
  output: LazyValue,
  epsilon: number,
): void {
  const { graph } = lowering;
  const images = x.shape.length === 4;
  const vector = (value: LazyValue | undefined, missing: number): string =>
    value === undefined ? graph.floats(Array.from({ length: x.shape.at(-1)! }, () => missing)) : lowering.plain(value);
  const operands = [
    images ? lowering.channelsFirst(x) : lowering.plain(x),
    vector(scale, 1),
    vector(offset, 0),
    lowering.plain(mean),
    lowering.plain(variance),
  ];
  const y = graph.emit('BatchNormalization', operands, { epsilon: { float: epsilon } });
  if (images) lowering.defineChannelsFirst(output, y);
  else lowering.define(output, y);
}
