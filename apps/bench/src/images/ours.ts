import { gaussian, resize } from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import type { ImageLibrary, ImageOperation } from './image-program.ts';

/** An operation on the gray picture. */
const onGray =
  (operation: (picture: Picture<Uint8Array>) => Picture): ImageOperation =>
  ({ gray: data, width, height }) => {
    const picture = createPicture({ data, width, height, channels: 1 });
    return () => operation(picture).data.length;
  };

/** `@cv/classical`. */
export const ours: ImageLibrary = {
  version: 'typed arrays, one thread',
  operations: {
    'gaussian sigma 1': onGray((picture) => gaussian(picture, { sigmaPx: 1 })),
    'gaussian sigma 5': onGray((picture) => gaussian(picture, { sigmaPx: 5 })),
    'resize to half, bilinear': onGray((picture) =>
      resize(picture, {
        width: picture.width >> 1,
        height: picture.height >> 1,
        filter: 'bilinear',
        antialias: false,
      }),
    ),
  },
};
