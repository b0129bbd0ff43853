import { gaussian as smooth } from '@cv/classical';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import { borderOptions } from './border-options.ts';

export const gaussian: AnyImageOperation = imageOperation({
  name: 'gaussian',
  family: 'Filters',
  description: 'Smooth with a Gaussian.',
  input: 'any',
  options: {
    sigma: numberOption('standard deviation, pixels', { default: 1, least: 0 }),
    method: choiceOption('how it is computed', { of: ['fir', 'recursive', 'boxes'], default: 'fir' }),
    truncate: numberOption('where it is cut off, in standard deviations', { default: 4, least: 0 }),
    ...borderOptions('nearest'),
  },
  run: (picture, { sigma, ...options }) => ({ picture: smooth(picture, { sigmaPx: sigma, ...options }) }),
});
