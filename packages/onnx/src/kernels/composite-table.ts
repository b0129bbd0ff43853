import type { CompositeRule } from '../composite-rule.ts';
import { channelsFirstRules } from './channels-first.ts';
import { complexRules } from './complex.ts';
import { fusedActivationRules } from './fused-activation.ts';
import { imageCompositeRules } from './image-composites.ts';
import { multinomialRules } from './multinomial.ts';

/** Every tfjs kernel that is recorded as several rows of the kernel table. */
export const compositeTable: readonly CompositeRule[] = [
  ...channelsFirstRules,
  ...complexRules,
  ...fusedActivationRules,
  ...imageCompositeRules,
  ...multinomialRules,
];
