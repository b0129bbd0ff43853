import { createPicture, type Picture } from '@cv/image';
import type { ImageOperation } from './image-program.ts';
import type { TestPicture } from './test-picture.ts';

export const grayOf = ({ gray: data, width, height }: TestPicture): Picture<Uint8Array> =>
  createPicture({ data, width, height, channels: 1 });
export const colorOf = ({ rgb: data, width, height }: TestPicture): Picture<Uint8Array> =>
  createPicture({ data, width, height, channels: 3 });

/** An operation on the gray picture. */
export const onGray =
  (operation: (picture: Picture<Uint8Array>) => Picture): ImageOperation =>
  (test) => {
    const picture = grayOf(test);
    return () => operation(picture).data.length;
  };

/** An operation on the picture in colour. */
export const onColor =
  (operation: (picture: Picture<Uint8Array>) => Picture): ImageOperation =>
  (test) => {
    const picture = colorOf(test);
    return () => operation(picture).data.length;
  };
