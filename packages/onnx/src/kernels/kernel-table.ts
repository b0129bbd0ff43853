import type { KernelRule } from '../kernel-rule.ts';
import { convRules } from './conv.ts';
import { binaryRules } from './elementwise-binary.ts';
import { unaryRules } from './elementwise-unary.ts';
import { fusedRules } from './fused.ts';
import { indexingRules } from './indexing.ts';
import { matmulRules } from './matmul.ts';
import { normalizationRules } from './normalization.ts';
import { paddingRules } from './padding.ts';
import { poolRules } from './pool.ts';
import { reductionRules } from './reductions.ts';
import { shapeRules } from './shape.ts';

/** Every tfjs kernel that this package can write as ONNX nodes; `Identity` and `Reshape` share data and need none. */
export const kernelTable: readonly KernelRule[] = [
  ...unaryRules,
  ...binaryRules,
  ...reductionRules,
  ...shapeRules,
  ...indexingRules,
  ...paddingRules,
  ...matmulRules,
  ...convRules,
  ...poolRules,
  ...normalizationRules,
  ...fusedRules,
];
