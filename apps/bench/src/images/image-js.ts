import { Image } from 'image-js';
import type { ImageLibrary, ImageOperation } from './image-program.ts';
import { kernel3, kernel7 } from './test-kernels.ts';

/** An operation on the gray picture. */
const onGray =
  (operation: (image: Image) => Image): ImageOperation =>
  ({ gray, width, height }) => {
    const image = new Image(width, height, { data: gray, colorModel: 'GREY' });
    return () => {
      const result = operation(image);
      return result.width * result.height * result.channels;
    };
  };

const rowsOfKernel = ({ width, height, weights }: typeof kernel3): number[][] =>
  Array.from({ length: height }, (_, i) => [...weights.subarray(i * width, (i + 1) * width)]);

/** image-js. */
export const imageJs: ImageLibrary = {
  version: 'image-js 1.7, one thread',
  operations: {
    'gaussian sigma 1': onGray((image) => image.gaussianBlur({ sigma: 1, size: 9 })),
    'gaussian sigma 5': onGray((image) => image.gaussianBlur({ sigma: 5, size: 41 })),
    'box 3x3': onGray((image) => image.blur({ width: 3, height: 3 })),
    'box 15x15': onGray((image) => image.blur({ width: 15, height: 15 })),
    'median 3x3': onGray((image) => image.medianFilter({ cellSize: 3 })),
    'median 5x5': onGray((image) => image.medianFilter({ cellSize: 5 })),
    'convolve 3x3': onGray((image) => image.directConvolution(rowsOfKernel(kernel3))),
    'convolve 7x7': onGray((image) => image.directConvolution(rowsOfKernel(kernel7))),
  },
};
