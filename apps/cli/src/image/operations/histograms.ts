import { clahe, equalize, equalizeAdapthist, histogram, integralImage, rectangleSum } from '@cv/classical';
import { createPicture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import { numbersOption } from '../options/numbers-option.ts';

/** Operations on how often values occur, and on their sums. */
export const histograms: readonly AnyImageOperation[] = [
  imageOperation({
    name: 'histogram',
    family: 'Histograms',
    description: 'Count how often each value occurs.',
    input: 'gray',
    options: {
      bins: numberOption('bins of pictures in float32; whole numbers have one each', {
        default: 256,
        least: 1,
        whole: true,
      }),
    },
    run: (picture, options) => {
      const { counts, centers } = histogram(picture, options);
      return { numbers: { centers: [...centers], counts: [...counts] } };
    },
  }),
  imageOperation({
    name: 'equalize',
    family: 'Histograms',
    description: 'Make all brightnesses about equally frequent.',
    input: 'gray',
    options: {
      preset: choiceOption('whose (default: opencv for 8 bits, else skimage)', { of: ['opencv', 'skimage'] }),
    },
    run: (picture, options) => ({ picture: equalize(picture, options) }),
  }),
  imageOperation({
    name: 'clahe',
    family: 'Histograms',
    description: 'Equalise locally, with limited contrast.',
    input: 'gray',
    options: {
      clipLimit: numberOption('times the average that a value may occur; 0 for no limit', { default: 2, least: 0 }),
      tiles: numbersOption('tiles across and down', { default: [8, 8], counts: [1, 2], least: 1, whole: true }),
    },
    run: (picture, { clipLimit, tiles: [across = 8, down = across] }) => ({
      picture: clahe(picture, { clipLimit, tiles: [across, down] }),
    }),
  }),
  imageOperation({
    name: 'equalize-adapthist',
    family: 'Histograms',
    description: 'Equalise locally, with limited contrast, as scikit-image does.',
    input: 'gray',
    options: {
      clipLimit: numberOption('part of a tile that a bin may hold, 0 to 1; 0 for no limit', {
        default: 0.01,
        least: 0,
      }),
      tile: numbersOption('rows and columns of a tile (default: an eighth of the picture)', {
        counts: [2],
        least: 1,
        whole: true,
      }),
      bins: numberOption('bins of brightness', { default: 256, least: 1, whole: true }),
    },
    run: (picture, { clipLimit, tile, bins }) => ({
      picture: equalizeAdapthist(picture, { clipLimit, bins, kernelSize: tile && [tile[0]!, tile[1]!] }),
    }),
  }),
  imageOperation({
    name: 'integral',
    family: 'Histograms',
    description: 'Sum up from the top left corner; the numbers are the sum and mean of a rectangle.',
    input: 'gray',
    options: {
      rectangle: numbersOption('x,y,width,height of the rectangle (default: everything)', {
        counts: [4],
        least: 0,
        whole: true,
        placeholder: 'n,n,n,n',
      }),
    },
    run: (picture, { rectangle = [0, 0, picture.width, picture.height] }) => {
      const integral = integralImage(picture);
      const [x = 0, y = 0, width = 0, height = 0] = rectangle;
      const sum = rectangleSum(integral, { x, y, width, height });
      const data = Float32Array.from(integral.sums);
      const range = [0, Math.max(1, integral.sums.at(-1)!)] as const;
      return {
        picture: createPicture({ data, width: integral.width, height: integral.height, channels: 1, range }),
        numbers: { sum, mean: width * height === 0 ? null : sum / (width * height) },
      };
    },
  }),
];
