import { Image, type Mask, type ThresholdAlgorithm } from 'image-js';
import type { ImageLibrary, ImageOperation } from './image-program.ts';
import { tilt } from './test-geometry.ts';
import { kernel3, kernel7 } from './test-kernels.ts';

/** An operation on the gray picture. */
const onGray =
  (operation: (image: Image) => Image | Mask): ImageOperation =>
  ({ gray, width, height }) => {
    const image = new Image(width, height, { data: gray, colorModel: 'GREY' });
    return () => {
      const result = operation(image);
      return result.width * result.height * result.channels;
    };
  };

const rowsOfKernel = ({ width, height, weights }: typeof kernel3): number[][] =>
  Array.from({ length: height }, (_, i) => [...weights.subarray(i * width, (i + 1) * width)]);

const ones = (size: number): number[][] => Array.from({ length: size }, () => Array.from({ length: size }, () => 1));
const thresholded = (algorithm: ThresholdAlgorithm): ImageOperation =>
  onGray((image) => image.threshold({ algorithm }));

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
    'erode 3x3': onGray((image) => image.erode({ kernel: ones(3) })),
    'erode 15x15': onGray((image) => image.erode({ kernel: ones(15) })),
    'resize to half, bilinear': onGray((image) =>
      image.resize({ xFactor: 0.5, yFactor: 0.5, interpolationType: 'bilinear' }),
    ),
    'otsu threshold': thresholded('otsu'),
    'li threshold': thresholded('li'),
    'yen threshold': thresholded('yen'),
    'isodata threshold': thresholded('isodata'),
    'triangle threshold': thresholded('triangle'),
    'sobel magnitude': onGray((image) => image.derivativeFilter({ filter: 'sobel' })),
    'canny of scikit-image': onGray((image) => image.cannyEdgeDetector()),
    flip: onGray((image) => image.flip()),
    'rotate 90 degrees': onGray((image) => image.rotate(270)),
    'rotate 30 degrees, bilinear': onGray((image) => image.transformRotate(30, { fullImage: false })),
    'perspective, bilinear': onGray((image) =>
      image.transform([tilt.slice(0, 3), tilt.slice(3, 6), tilt.slice(6)], { interpolationType: 'bilinear' }),
    ),
    'colour to gray': ({ rgb, width, height }) => {
      const image = new Image(width, height, { data: rgb, colorModel: 'RGB' });
      return () => image.grey().size;
    },
  },
};
