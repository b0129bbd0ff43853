import type { Interpolation } from '@cv/classical';
import { choiceOption } from '../options/choice-option.ts';
import type { OperationOption } from '../options/operation-option.ts';

const interpolations: readonly Interpolation[] = ['nearest', 'bilinear', 'bicubic'];

/** How values between pixels are made. */
export const interpolationOption: OperationOption<Interpolation> = choiceOption('what lies between pixels', {
  of: interpolations,
  default: 'bilinear',
});
