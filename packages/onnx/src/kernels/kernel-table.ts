import type { KernelRule } from '../kernel-rule.ts';
import { constantRules } from './constants.ts';
import { convRules } from './conv.ts';
import { conv3dRules } from './conv3d.ts';
import { countingRules } from './counting.ts';
import { cropAndResizeRules } from './crop-and-resize.ts';
import { cumulativeRules } from './cumulative.ts';
import { diagonalRules } from './diagonal.ts';
import { einsumRules } from './einsum.ts';
import { binaryRules } from './elementwise-binary.ts';
import { unaryRules } from './elementwise-unary.ts';
import { fusedRules } from './fused.ts';
import { imageTransformRules } from './image-transform.ts';
import { indexingRules } from './indexing.ts';
import { joinRules } from './join.ts';
import { localResponseNormalizationRules } from './local-response-normalization.ts';
import { matmulRules } from './matmul.ts';
import { morphologyRules } from './morphology.ts';
import { normalizationRules } from './normalization.ts';
import { paddingRules } from './padding.ts';
import { poolRules } from './pool.ts';
import { poolWithArgmaxRules } from './pool-with-argmax.ts';
import { pool3dRules } from './pool3d.ts';
import { reductionRules } from './reductions.ts';
import { resizeRules } from './resize.ts';
import { scatterRules } from './scatter.ts';
import { shapeRules } from './shape.ts';

/** Every tfjs kernel that this package can write as ONNX nodes; `Identity` and `Reshape` share data and need none. */
export const kernelTable: readonly KernelRule[] = [
  ...unaryRules,
  ...binaryRules,
  ...reductionRules,
  ...shapeRules,
  ...joinRules,
  ...constantRules,
  ...indexingRules,
  ...scatterRules,
  ...countingRules,
  ...cumulativeRules,
  ...paddingRules,
  ...matmulRules,
  ...convRules,
  ...poolRules,
  ...diagonalRules,
  ...einsumRules,
  ...localResponseNormalizationRules,
  ...morphologyRules,
  ...poolWithArgmaxRules,
  ...conv3dRules,
  ...pool3dRules,
  ...resizeRules,
  ...cropAndResizeRules,
  ...imageTransformRules,
  ...normalizationRules,
  ...fusedRules,
];
