import { UnsupportedError } from '@cv/tensor/errors';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { CompositeRule, KernelCall } from '../composite-rule.ts';
import { channelsFirst, channelsLast, geometryLast } from './channels-first.ts';

type Inputs = Readonly<Record<string, TensorInfo>>;
type Attributes = Readonly<Record<string, unknown>>;

/** tfjs's names of activations and the kernels behind them. */
const ACTIVATIONS: Readonly<Record<string, string>> = { elu: 'Elu', relu: 'Relu', relu6: 'Relu6', sigmoid: 'Sigmoid' };

/** Adds the bias, if any, and applies the activation of one of tfjs's fused kernels. */
function finish(call: KernelCall, x: TensorInfo, inputs: Inputs, attributes: Attributes): TensorInfo {
  const { bias, preluActivationWeights } = inputs;
  const { activation = 'linear', leakyreluAlpha } = attributes as { activation?: string; leakyreluAlpha?: number };
  const sum = bias === undefined ? x : call('Add', [x, bias]);
  if (activation === 'linear') return sum;
  if (activation === 'prelu') return call('Prelu', [sum, preluActivationWeights!]);
  if (activation === 'leakyrelu') return call('LeakyRelu', [sum], { alpha: leakyreluAlpha ?? 0.2 });
  const kernel = ACTIVATIONS[activation];
  if (kernel === undefined)
    throw new UnsupportedError(`fused kernels: unknown activation '${activation}'`, { activation });
  return call(kernel, [sum]);
}

/** PReLU's weights may be a map [C, H, W], too. */
function weightsLast(call: KernelCall, weights: TensorInfo): TensorInfo {
  return weights.shape.length === 3 ? call('Transpose', [weights], { perm: [1, 2, 0] }) : weights;
}

function fusedConv(kernel: string, convolution: string): CompositeRule {
  return {
    kernel,
    compose(call, inputs, attributes) {
      const { x, filter, preluActivationWeights: weights } = inputs as Record<string, TensorInfo>;
      if (attributes.dataFormat !== 'NCHW') {
        return finish(call, call(convolution, [x!, filter!], attributes), inputs, attributes);
      }
      const y = call(convolution, [channelsLast(call, x!), filter!], {
        ...attributes,
        ...geometryLast(attributes),
        dataFormat: 'NHWC',
      });
      const operands =
        weights === undefined ? inputs : { ...inputs, preluActivationWeights: weightsLast(call, weights) };
      return channelsFirst(call, finish(call, y, operands, attributes));
    },
  };
}

const fusedMatMul: CompositeRule = {
  kernel: '_FusedMatMul',
  compose(call, inputs, attributes) {
    const { a, b } = inputs as Record<string, TensorInfo>;
    return finish(call, call('BatchMatMul', [a!, b!], attributes), inputs, attributes);
  },
};

/** tfjs's products with bias and activation. ONNX Runtime fuses by itself, so they are recorded step by step. */
export const fusedActivationRules: readonly CompositeRule[] = [
  fusedConv('FusedConv2D', 'Conv2D'),
  fusedConv('FusedDepthwiseConv2D', 'DepthwiseConv2dNative'),
  fusedMatMul,
];
