import { UnsupportedError } from '@cv/tensor/errors';
import { backend_util, util } from '@tensorflow/tfjs-core';
import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { shapeText } from '../shape-text.ts';
import { defineVolumeFirst, outputPadding, type VolumeGeometry, volumeFirst, volumeGeometry } from './volume.ts';

type Rank5 = [number, number, number, number, number];

function plan(x: readonly number[], attributes: Readonly<Record<string, unknown>>, of: 'input' | 'output'): KernelPlan {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const info = backend_util.computePool3DInfo(
    x as Rank5,
    filterSize as number,
    strides as number,
    1,
    pad as number,
    dimRoundingMode as 'floor',
  );
  const geometry = volumeGeometry(info);
  if (geometry.pads.some((size, i) => size >= geometry.kernel[i % 3]!)) {
    throw new UnsupportedError(
      `pooling over volumes: padding ${shapeText(geometry.pads)} must be smaller than the window ${shapeText(geometry.kernel)}`,
    );
  }
  return {
    outputs: [{ shape: of === 'input' ? x : info.outShape, dtype: 'float32' }],
    attributes: { ...geometry },
  };
}

const windows = ({ kernel, strides, pads }: VolumeGeometry): Record<string, readonly number[]> => ({
  kernel_shape: kernel,
  strides,
  pads,
});

function forward(kernel: string, op: string, options: Record<string, number>): KernelRule {
  return {
    kernel,
    inputs: ['x'],
    plan: ([x], attributes) => plan(x!.shape, attributes, 'output'),
    lower(lowering, { inputs, output, attributes }) {
      const geometry = attributes as unknown as VolumeGeometry;
      const operands = [volumeFirst(lowering, inputs[0]!)];
      const y = lowering.graph.emit(op, operands, { ...windows(geometry), ...options });
      defineVolumeFirst(lowering, output, y);
    },
  };
}

/** The gradient goes to the first maximum of each window. */
function lowerMaxGradient(
  lowering: Lowering,
  [dy, x]: readonly LazyValue[],
  output: LazyValue,
  g: VolumeGeometry,
): void {
  const { graph } = lowering;
  const [, indices] = graph.emitMany('MaxPool', 2, [volumeFirst(lowering, x!)], windows(g));
  const flat = (name: string): string => lowering.reshape(name, [util.sizeFromShape([...dy!.shape])]);
  const zeros = graph.emit('Expand', [graph.scalar(0), graph.ints([util.sizeFromShape([...output.shape])])]);
  const operands = [zeros, flat(indices!), flat(volumeFirst(lowering, dy!))];
  const dx = graph.emit('ScatterElements', operands, { axis: 0, reduction: 'add' });
  const [n, depth, height, width, channels] = output.shape as Rank5;
  defineVolumeFirst(lowering, output, lowering.reshape(dx, [n, channels, depth, height, width]));
}

const maxGradient: KernelRule = {
  kernel: 'MaxPool3DGrad',
  inputs: ['dy', 'input'],
  plan: ([, x], attributes) => plan(x!.shape, attributes, 'input'),
  lower(lowering, { inputs, output, attributes }) {
    lowerMaxGradient(lowering, inputs, output, attributes as unknown as VolumeGeometry);
  },
};

/** Every cell of a window gets its part of dy, also where the window reaches over the border, as in tfjs. */
const avgGradient: KernelRule = {
  kernel: 'AvgPool3DGrad',
  inputs: ['dy', 'input'],
  plan: ([, x], attributes) => plan(x!.shape, attributes, 'input'),
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const geometry = attributes as unknown as VolumeGeometry;
    const channels = output.shape[4]!;
    const part = graph.scalar(1 / util.sizeFromShape([...geometry.kernel]));
    const weights = graph.emit('Expand', [part, graph.ints([channels, 1, ...geometry.kernel])]);
    const dx = graph.emit('ConvTranspose', [volumeFirst(lowering, inputs[0]!), weights], {
      ...windows(geometry),
      group: channels,
      output_padding: outputPadding(geometry, output.shape.slice(1, 4), inputs[0]!.shape.slice(1, 4)),
    });
    defineVolumeFirst(lowering, output, dx);
  },
};

/** Pools over volumes and their gradients. */
export const pool3dRules: readonly KernelRule[] = [
  forward('MaxPool3D', 'MaxPool', {}),
  maxGradient,
  forward('AvgPool3D', 'AveragePool', { count_include_pad: 0 }),
  avgGradient,
];
