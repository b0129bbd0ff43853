import { crop, flip, pad, type ResizeFilter, resize, rotate, rotate90 } from '@cv/classical';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { flagOption } from '../options/flag-option.ts';
import { numberOption } from '../options/number-option.ts';
import { borderOptions } from './border-options.ts';
import { interpolationOption } from './interpolation-option.ts';

const filters: readonly ResizeFilter[] = ['nearest', 'box', 'bilinear', 'hamming', 'bicubic', 'lanczos'];
const side = { least: 1, whole: true } as const;
const margin = (where: string) => numberOption(`pixels to add ${where}`, { default: 0, least: 0, whole: true });

/** Operations that move pixels. */
export const geometryOperations: readonly AnyImageOperation[] = [
  imageOperation({
    name: 'resize',
    family: 'Geometry',
    description: 'Resize as Pillow does; one side alone keeps the proportions.',
    input: 'any',
    options: {
      width: numberOption('new width, pixels', side),
      height: numberOption('new height, pixels', side),
      filter: choiceOption('what new pixels are averaged with', { of: filters, default: 'bicubic' }),
    },
    run: (picture, { width, height, filter }) => {
      const scale = width === undefined ? (height ?? picture.height) / picture.height : width / picture.width;
      const along = (length: number): number => Math.max(1, Math.round(length * scale));
      const size = { width: width ?? along(picture.width), height: height ?? along(picture.height) };
      return { picture: resize(picture, { ...size, filter }), numbers: size };
    },
  }),
  imageOperation({
    name: 'crop',
    family: 'Geometry',
    description: 'Cut a rectangle out.',
    input: 'any',
    options: {
      x: numberOption('columns left of it', { default: 0, least: 0, whole: true }),
      y: numberOption('rows above it', { default: 0, least: 0, whole: true }),
      width: numberOption('pixels per row (default: up to the edge)', side),
      height: numberOption('rows (default: up to the edge)', side),
    },
    run: (picture, { x, y, width = picture.width - x, height = picture.height - y }) => ({
      picture: crop(picture, { x, y, width, height }),
    }),
  }),
  imageOperation({
    name: 'pad',
    family: 'Geometry',
    description: 'Add pixels around.',
    input: 'any',
    options: {
      top: margin('above'),
      bottom: margin('below'),
      left: margin('on the left'),
      right: margin('on the right'),
      ...borderOptions('constant'),
    },
    run: (picture, options) => ({ picture: pad(picture, options) }),
  }),
  imageOperation({
    name: 'flip',
    family: 'Geometry',
    description: 'Mirror.',
    input: 'any',
    options: {
      direction: choiceOption('which sides change places', { of: ['horizontal', 'vertical'], default: 'horizontal' }),
    },
    run: (picture, { direction }) => ({ picture: flip(picture, direction) }),
  }),
  imageOperation({
    name: 'rotate90',
    family: 'Geometry',
    description: 'Turn by quarters, anticlockwise.',
    input: 'any',
    options: { quarters: numberOption('how many; negative turns clockwise', { default: 1, whole: true }) },
    run: (picture, { quarters }) => ({ picture: rotate90(picture, quarters) }),
  }),
  imageOperation({
    name: 'rotate',
    family: 'Geometry',
    description: 'Turn by any angle, anticlockwise.',
    input: 'any',
    options: {
      angle: numberOption('degrees', { default: 0 }),
      resize: flagOption('make the result as large as it takes to hold all'),
      interpolation: interpolationOption,
      ...borderOptions('constant'),
    },
    run: (picture, { angle, ...options }) => ({ picture: rotate(picture, angle, options) }),
  }),
];
