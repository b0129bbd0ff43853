import { Image } from 'image-js';
import type { ImageLibrary, ImageOperation } from './image-program.ts';

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

/** image-js. */
export const imageJs: ImageLibrary = {
  version: 'image-js 1.7, one thread',
  operations: {
    'gaussian sigma 1': onGray((image) => image.gaussianBlur({ sigma: 1, size: 9 })),
    'gaussian sigma 5': onGray((image) => image.gaussianBlur({ sigma: 5, size: 41 })),
  },
};
