import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { CompositeRule, Recorder } from '../composite-rule.ts';

const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];

/** [N, C, H, W] seen as [N, H, W, C]. Between convolutions, where the graph keeps channels first, it costs nothing. */
export function channelsLast(record: Recorder, x: TensorInfo): TensorInfo {
  return record.call('Transpose', [x], { perm: TO_LAST });
}

/** [N, H, W, C] seen as [N, C, H, W]. */
export function channelsFirst(record: Recorder, x: TensorInfo): TensorInfo {
  return record.call('Transpose', [x], { perm: TO_FIRST });
}

/** A convolution kernel for both of tfjs's data formats; `names` are its inputs, `maps` those that hold activations. */
function anyFormat(kernel: string, names: readonly string[], maps: readonly string[], mapOut: boolean): CompositeRule {
  return {
    kernel,
    compose(record, inputs, attributes) {
      const operands = names.map((name) => inputs[name]!);
      if (attributes.dataFormat !== 'NCHW') return record.call(kernel, operands, attributes);
      const moved = operands.map((operand, i) => (maps.includes(names[i]!) ? channelsLast(record, operand) : operand));
      const y = record.call(kernel, moved, { ...attributes, ...geometryLast(attributes), dataFormat: 'NHWC' });
      return mapOut ? channelsFirst(record, y) : y;
    },
  };
}

/** The attributes that speak of axes, for channels last: explicit padding, and the input's shape where it is given. */
export function geometryLast({ pad, inputShape }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const last = (values: unknown): unknown => TO_LAST.map((axis) => (values as unknown[])[axis]);
  return {
    ...(Array.isArray(pad) ? { pad: last(pad) } : {}),
    ...(Array.isArray(inputShape) ? { inputShape: last(inputShape) } : {}),
  };
}

/** tfjs's `Conv2D` and its gradients, which may get channels first. */
export const channelsFirstRules: readonly CompositeRule[] = [
  anyFormat('Conv2D', ['x', 'filter'], ['x'], true),
  anyFormat('Conv2DBackpropInput', ['dy', 'filter'], ['dy'], true),
  anyFormat('Conv2DBackpropFilter', ['x', 'dy'], ['x', 'dy'], false),
];
