import { convolve2d, correlate2d, type KernelName, kernelOf, kernels, type Padding } from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { InvalidArgumentError, Option } from 'commander';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { flagOption } from '../options/flag-option.ts';
import { numberOption } from '../options/number-option.ts';
import { numbersOption } from '../options/numbers-option.ts';
import type { OperationOption } from '../options/operation-option.ts';
import { borderOptions } from './border-options.ts';

const names = Object.keys(kernels) as KernelName[];

const paddingOption: OperationOption<Padding> = {
  toOption: (flag) =>
    new Option(`--${flag} <name>`, 'same, valid, or pixels on every side')
      .argParser((text): Padding => {
        if (text === 'same' || text === 'valid') return text;
        if (/^\d+$/.test(text)) return Number(text);
        throw new InvalidArgumentError('Expected same, valid, or a whole number.');
      })
      .default('same'),
};

export const convolve: AnyImageOperation = imageOperation({
  name: 'convolve',
  family: 'Filters',
  description: 'Convolve with a kernel, named or of your own.',
  input: 'opaque',
  options: {
    kernel: choiceOption('a known kernel', { of: names, default: 'sharpen' }),
    weights: numbersOption('weights of your own instead, row by row: --weights 0,1,0,1,-4,1,0,1,0'),
    columns: numberOption('columns of these weights (default: as many as rows)', { least: 1, whole: true }),
    correlate: flagOption('do not flip the kernel, as in a CNN'),
    signed: flagOption('show negative results too: 0 becomes mid grey'),
    padding: paddingOption,
    stride: numberOption('pixels from one position to the next', { default: 1, least: 1, whole: true }),
    dilation: numberOption('pixels from one weight to the next', { default: 1, least: 1, whole: true }),
    ...borderOptions('reflect'),
  },
  run: (picture, { kernel: name, weights, columns, correlate, signed, ...options }) => {
    const kernel = weights === undefined ? kernels[name] : kernelOf(inRows(weights, columns));
    const apply = correlate ? correlate2d : convolve2d;
    if (!signed) return { picture: apply(picture, kernel, options) };
    const gain = Math.max(
      1e-6,
      ...[1, -1].map((sign) => kernel.weights.reduce((sum, w) => sum + Math.max(0, sign * w), 0)),
    );
    return { picture: withSign(apply(picture, kernel, { ...options, output: 'float32' }), gain) };
  },
});

function inRows(weights: readonly number[], columns = Math.sqrt(weights.length)): readonly (readonly number[])[] {
  if (!Number.isInteger(columns) || weights.length % columns !== 0) {
    throw new OptionError(
      `cv image convolve: ${weights.length} weights do not fill rows of ${columns}; say --columns`,
      {},
    );
  }
  return Array.from({ length: weights.length / columns }, (_, i) => weights.slice(i * columns, (i + 1) * columns));
}

function withSign(picture: Picture, gain: number): Picture {
  const most = gain * (picture.range[1] - picture.range[0]);
  return createPicture({ ...picture, range: [-most, most] });
}
