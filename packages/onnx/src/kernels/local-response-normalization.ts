import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

interface Settings {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

function plan({ shape }: ValueSpec, attributes: Readonly<Record<string, unknown>>): KernelPlan {
  const { depthRadius, bias, alpha, beta } = attributes;
  return { outputs: [{ shape, dtype: 'float32' }], attributes: { depthRadius, bias, alpha, beta } };
}

/** y = x * (bias + alpha * sum of x^2 over the neighbouring channels)^-beta. */
const forward: KernelRule = {
  kernel: 'LRN',
  inputs: ['x'],
  plan: ([x], attributes) => plan(x!, attributes),
  lower(lowering, { inputs, output, attributes }) {
    const { depthRadius, bias, alpha, beta } = attributes as unknown as Settings;
    const size = 2 * depthRadius + 1;
    // ONNX divides alpha by the number of channels in the window.
    const options = { size, alpha: { float: alpha * size }, beta: { float: beta }, bias: { float: bias } };
    lowering.defineChannelsFirst(output, lowering.graph.emit('LRN', [lowering.channelsFirst(inputs[0]!)], options));
  },
};

/** [N, C, H, W]: sums over the channels c - radius ... c + radius. */
function sumAcross(lowering: Lowering, name: string, [n, h, w, c]: readonly number[], radius: number): string {
  const { graph } = lowering;
  const size = 2 * radius + 1;
  const columns = lowering.reshape(name, [n!, 1, c!, h! * w!]);
  const options = { kernel_shape: [size, 1], pads: [radius, 0, radius, 0], strides: [1, 1], count_include_pad: 1 };
  const sums = graph.emit('Mul', [graph.emit('AveragePool', [columns], options), graph.scalar(size)]);
  return lowering.reshape(sums, [n!, c!, h!, w!]);
}

/** dx = dy * s^-beta - 2 alpha beta x * sum of (y dy / s) over the neighbouring channels, s = bias + alpha * sum of x^2. */
const gradient: KernelRule = {
  kernel: 'LRNGrad',
  inputs: ['x', 'y', 'dy'],
  plan: ([x], attributes) => plan(x!, attributes),
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { depthRadius, bias, alpha, beta } = attributes as unknown as Settings;
    const [x, y, dy] = inputs.map((input) => lowering.channelsFirst(input)) as [string, string, string];
    const across = (name: string): string => sumAcross(lowering, name, output.shape, depthRadius);
    const times = (name: string, factor: number): string => graph.emit('Mul', [name, graph.scalar(factor)]);
    const squares = times(across(graph.emit('Mul', [x, x])), alpha);
    const scale = graph.emit('Add', [squares, graph.scalar(bias)]);
    const own = graph.emit('Mul', [dy, graph.emit('Pow', [scale, graph.scalar(-beta)])]);
    const shared = across(graph.emit('Div', [graph.emit('Mul', [y, dy]), scale]));
    const others = times(graph.emit('Mul', [x, shared]), 2 * alpha * beta);
    lowering.defineChannelsFirst(output, graph.emit('Sub', [own, others]));
  },
};

/** AlexNet's normalisation across channels, and its gradient. */
export const localResponseNormalizationRules: readonly KernelRule[] = [forward, gradient];
