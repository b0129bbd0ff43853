import { convertPicture, type Picture } from '@cv/image';
import type { Tensor } from '../tensor.ts';
import { leaf } from '../tfjs/leaf.ts';

/**
 * A picture as a tensor, values as they are (not scaled by the picture's range).
 *
 * @param picture any picture
 * @returns `[H, W, C]` float32; alpha, where there is one, is the last channel
 * @example
 * ```ts
 * const x = div(pictureToTensor(photo), 255);
 * ```
 */
export function pictureToTensor(picture: Picture): Tensor {
  const { data, width, height, channels } = convertPicture(picture, { dtype: 'float32', layout: 'interleaved' });
  return leaf(data, [height, width, channels], 'float32');
}
