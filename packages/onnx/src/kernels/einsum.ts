import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';

/** Sums of products by subscripts, such as `ij,jk->ik`. */
const einsum: KernelRule = {
  kernel: 'Einsum',
  inputs: 'variadic',
  plan(inputs, attributes) {
    const equation = (attributes.equation as string).replace(/\s/g, '');
    const { allDims, idDims } = backend_util.decodeEinsumEquation(equation, inputs.length);
    // It reads shapes only; a tensor is but its declared type.
    backend_util.checkEinsumDimSizes(allDims.length, idDims, inputs as never);
    const size = (label: string): number => {
      const axis = allDims.indexOf(label);
      const at = idDims.findIndex((dims) => dims.includes(axis));
      return inputs[at]!.shape[idDims[at]!.indexOf(axis)]!;
    };
    const [, labels] = equation.split('->') as [string, string];
    return { outputs: [{ shape: labels.split('').map(size), dtype: inputs[0]!.dtype }], attributes: { equation } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const names = inputs.map((input) => lowering.plain(input));
    lowering.define(output, lowering.graph.emit('Einsum', names, { equation: attributes.equation as string }));
  },
};

export const einsumRules: readonly KernelRule[] = [einsum];
