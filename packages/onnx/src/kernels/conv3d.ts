import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import type { LazyValue } from '../lazy-value.ts';
import { checkGradientShape } from './check-gradient-shape.ts';
import { defineVolumeFirst, outputPadding, type VolumeGeometry, volumeFirst, volumeGeometry } from './volume.ts';

type Shape = readonly number[];
type Rank5 = [number, number, number, number, number];

/** Filters are [kd, kh, kw, inChannels, outChannels]; ONNX's begin with the output channels. */
const OUTPUTS_FIRST = [4, 3, 0, 1, 2];

function infoOf(x: Shape, filter: Shape, { strides, pad, dilations }: Readonly<Record<string, unknown>>) {
  return backend_util.computeConv3DInfo(
    x as Rank5,
    filter as Rank5,
    strides as number,
    (dilations ?? 1) as number,
    pad as 'same',
  );
}

const forward: KernelRule = {
  kernel: 'Conv3D',
  inputs: ['x', 'filter'],
  plan([x, filter], attributes) {
    const info = infoOf(x!.shape, filter!.shape, attributes);
    return { outputs: [{ shape: info.outShape, dtype: 'float32' }], attributes: { ...volumeGeometry(info) } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { kernel, strides, dilations, pads } = attributes as unknown as VolumeGeometry;
    const weights = graph.emit('Transpose', [lowering.plain(inputs[1]!)], { perm: OUTPUTS_FIRST });
    const options = { kernel_shape: kernel, strides, dilations, pads };
    defineVolumeFirst(lowering, output, graph.emit('Conv', [volumeFirst(lowering, inputs[0]!), weights], options));
  },
};

const inputGradient: KernelRule = {
  kernel: 'Conv3DBackpropInputV2',
  inputs: ['dy', 'filter'],
  plan([dy, filter], attributes) {
    const shape = attributes.inputShape as Shape;
    const info = infoOf(shape, filter!.shape, attributes);
    checkGradientShape('Conv3DBackpropInputV2', dy!.shape, info.outShape);
    return { outputs: [{ shape, dtype: 'float32' }], attributes: { shape, ...volumeGeometry(info) } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const geometry = attributes as unknown as VolumeGeometry;
    const weights = graph.emit('Transpose', [lowering.plain(inputs[1]!)], { perm: OUTPUTS_FIRST });
    const dx = graph.emit('ConvTranspose', [volumeFirst(lowering, inputs[0]!), weights], {
      kernel_shape: geometry.kernel,
      strides: geometry.strides,
      pads: geometry.pads,
      output_padding: outputPadding(geometry, output.shape.slice(1, 4), inputs[0]!.shape.slice(1, 4)),
    });
    defineVolumeFirst(lowering, output, dx);
  },
};

/** x convolved with dy, batch and channels having changed places, and strides and dilations too. */
const filterGradient: KernelRule = {
  kernel: 'Conv3DBackpropFilterV2',
  inputs: ['x', 'dy'],
  plan([x, dy], attributes) {
    const shape = attributes.filterShape as Shape;
    const info = infoOf(x!.shape, shape, attributes);
    checkGradientShape('Conv3DBackpropFilterV2', dy!.shape, info.outShape);
    return { outputs: [{ shape, dtype: 'float32' }], attributes: { shape, ...volumeGeometry(info) } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { kernel, strides, dilations, pads } = attributes as unknown as VolumeGeometry;
    const swapped = (value: LazyValue): string =>
      graph.emit('Transpose', [lowering.plain(value)], { perm: [4, 0, 1, 2, 3] });
    const [x, dy] = inputs as [LazyValue, LazyValue];
    const sums = graph.emit('Conv', [swapped(x), swapped(dy)], {
      kernel_shape: dy.shape.slice(1, 4),
      strides: dilations,
      dilations: strides,
      pads,
    });
    // Rows of x behind the last window give taps that the filter does not have.
    const kept = graph.emit('Slice', [sums, graph.ints([0, 0, 0]), graph.ints(kernel), graph.ints([2, 3, 4])]);
    lowering.define(output, graph.emit('Transpose', [kept], { perm: [2, 3, 4, 0, 1] }));
  },
};

/** Convolution over volumes and its gradients. */
export const conv3dRules: readonly KernelRule[] = [forward, inputGradient, filterGradient];
