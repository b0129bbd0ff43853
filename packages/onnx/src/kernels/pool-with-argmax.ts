import type { KernelRule } from '../kernel-rule.ts';
import { maxPoolWithIndices, type PoolGeometry, planPool, refuseWide } from './pool.ts';

const TO_INT = { to: 6 };

/** Max pooling, and where each maximum stands: its index in the flat [H, W, C] picture, or in the flat batch. */
const maxPoolWithArgmax: KernelRule = {
  kernel: 'MaxPoolWithArgmax',
  inputs: ['x'],
  plan([x], attributes) {
    const planned = refuseWide('MaxPoolWithArgmax', planPool(x!.shape, attributes, 'output'));
    const [pooled] = planned.outputs;
    return {
      outputs: [pooled!, { ...pooled!, dtype: 'int32' }],
      attributes: { ...planned.attributes, batch: attributes.includeBatchInIndex === true },
    };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const { shape, dtype } = inputs[0]!;
    const [n, height, width, channels] = shape as [number, number, number, number];
    const x = lowering.channelsFirst(inputs[0]!);
    const operand = dtype === 'float32' ? x : graph.emit('Cast', [x], { to: 1 });
    const [y, index] = maxPoolWithIndices(graph, operand, attributes as unknown as PoolGeometry);
    lowering.defineChannelsFirst(outputs[0]!, y);
    // ONNX counts in the flat [N, C, H, W].
    const plane = height * width;
    const position = graph.emit('Mod', [index, graph.int(plane)]);
    const column = (length: number): string => graph.ints(Array.from({ length }, (_, i) => i));
    let flat = graph.emit('Add', [
      graph.emit('Mul', [position, graph.int(channels)]),
      lowering.reshape(column(channels), [channels, 1, 1]),
    ]);
    if (attributes.batch === true) {
      const starts = graph.emit('Mul', [column(n), graph.int(plane * channels)]);
      flat = graph.emit('Add', [flat, lowering.reshape(starts, [n, 1, 1, 1])]);
    }
    lowering.defineChannelsFirst(outputs[1]!, graph.emit('Cast', [flat], TO_INT));
  },
};

export const poolWithArgmaxRules: readonly KernelRule[] = [maxPoolWithArgmax];
