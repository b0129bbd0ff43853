import { disk, erode, reconstruct as grow } from '@cv/classical';
import { dropAlpha, toGray } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import { pictureOption } from '../options/picture-option.ts';

export const reconstruct: AnyImageOperation = imageOperation({
  name: 'reconstruct',
  family: 'Morphology',
  description: 'Grow a seed under the picture: keep only what the seed reaches.',
  input: 'gray',
  options: {
    seed: pictureOption('picture to grow (default: the picture eroded by a disc, so small bright things disappear)'),
    size: numberOption('pixels of that disc', { default: 9, least: 1, whole: true }),
    connectivity: choiceOption('neighbours of a pixel', { of: ['4', '8'], default: '8' }),
  },
  run: (picture, { seed: given, size, connectivity }) => {
    const seed = given ? toGray(dropAlpha(given)) : erode(picture, { element: disk(size >> 1) });
    return { picture: grow(seed, picture, { connectivity: connectivity === '4' ? 4 : 8 }), stages: { seed } };
  },
});
