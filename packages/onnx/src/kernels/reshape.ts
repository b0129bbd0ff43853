import type { KernelRule } from '../kernel-rule.ts';

/** A value under another shape of the same size; the backend records it where a handle's shape differs from its value's. */
export const reshapeRule: KernelRule = {
  kernel: 'Reshape',
  inputs: ['x'],
  plan([x], { shape }) {
    const target = shape as number[];
    return { outputs: [{ shape: target, dtype: x!.dtype }], attributes: { shape: target } };
  },
  lower(lowering, { inputs, output }) {
    lowering.define(output, lowering.reshape(lowering.plain(inputs[0]!), output.shape));
  },
};
