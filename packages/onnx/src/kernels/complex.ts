import { DTypeError } from '@cv/tensor/errors';
import type { CompositeRule } from '../composite-rule.ts';

/** Where complex numbers would come from: refused by name rather than as a kernel that is missing. */
const complex: CompositeRule = {
  kernel: 'Complex',
  compose() {
    throw new DTypeError('Complex: tensors are float32, int32 or bool, received complex64', { dtype: 'complex64' });
  },
};

export const complexRules: readonly CompositeRule[] = [complex];
