import { UnsupportedError } from '@cv/tensor/errors';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { CompositeRule, Recorder } from '../composite-rule.ts';
import { channelsFirst, channelsLast, geometryLast } from './channels-first.ts';

type Inputs = Readonly<Record<string, TensorInfo>>;
type Attributes = Readonly<Record<string, unknown>>;

/** tfjs's names of activations and the kernels behind them. */
const ACTIVATIONS: Readonly<Record<string, string>> = { elu: 'Elu', relu: 'Relu', relu6: 'Relu6', sigmoid: 'Sigmoid' };

/** Adds the bias, if any, and applies the activation of one of tfjs's fused kernels. */
function finish(record: Recorder, x: TensorInfo, inputs: Inputs, attributes: Attributes): TensorInfo {
  const { bias, preluActivationWeights } = inputs;
  const { activation = 'linear', leakyreluAlpha } = attributes as { activation?: string; leakyreluAlpha?: number };
  const sum = bias === undefined ? x : record.call('Add', [x, bias]);
  if (activation === 'linear') return sum;
  if (activation === 'prelu') return record.call('Prelu', [sum, preluActivationWeights!]);
  if (activation === 'leakyrelu') return record.call('LeakyRelu', [sum], { alpha: leakyreluAlpha ?? 0.2 });
  const kernel = ACTIVATIONS[activation];
  if (kernel === undefined)
    throw new UnsupportedError(`fused kernels: unknown activation '${activation}'`, { activation });
  return record.call(kernel, [sum]);
}

/** PReLU's weights may be a map [C, H, W], too. */
function weightsLast(record: Recorder, weights: TensorInfo): TensorInfo {
  return weights.shape.length === 3 ? record.call('Transpose', [weights], { perm: [1, 2, 0] }) : weights;
}

function fusedConv(kernel: string, convolution: string): CompositeRule {
  return {
    kernel,
    compose(record, inputs, attributes) {
      const { x, filter, preluActivationWeights: weights } = inputs as Record<string, TensorInfo>;
      if (attributes.dataFormat !== 'NCHW') {
        return finish(record, record.call(convolution, [x!, filter!], attributes), inputs, attributes);
      }
      const y = record.call(convolution, [channelsLast(record, x!), filter!], {
        ...attributes,
        ...geometryLast(attributes),
        dataFormat: 'NHWC',
      });
      const operands =
        weights === undefined ? inputs : { ...inputs, preluActivationWeights: weightsLast(record, weights) };
      return channelsFirst(record, finish(record, y, operands, attributes));
    },
  };
}

const fusedMatMul: CompositeRule = {
  kernel: '_FusedMatMul',
  compose(record, inputs, attributes) {
    const { a, b } = inputs as Record<string, TensorInfo>;
    return finish(record, record.call('BatchMatMul', [a!, b!], attributes), inputs, attributes);
  },
};

/** tfjs's products with bias and activation. ONNX Runtime fuses by itself, so they are recorded step by step. */
export const fusedActivationRules: readonly CompositeRule[] = [
  fusedConv('FusedConv2D', 'Conv2D'),
  fusedConv('FusedDepthwiseConv2D', 'DepthwiseConv2dNative'),
  fusedMatMul,
];
