import { convertPicture, type Picture } from '@cv/image';
import { OptionError, ShapeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { leaf } from '../tfjs/leaf.ts';

/**
 * Pictures of one size as a batch, values as they are (not scaled by the pictures' ranges).
 *
 * @param pictures at least one; equal width, height and channels
 * @returns `[N, H, W, C]` float32
 * @throws ShapeError when sizes or channels differ; OptionError when the list is empty
 * @example
 * ```ts
 * const batch = picturesToTensor([first, second]);
 * ```
 */
export function picturesToTensor(pictures: readonly Picture[]): Tensor {
  const first = pictures[0];
  if (first === undefined) {
    throw new OptionError('picturesToTensor: the list is empty, expected at least one picture', {
      op: 'picturesToTensor',
    });
  }
  const { width, height, channels } = first;
  const size = width * height * channels;
  const values = new Float32Array(pictures.length * size);
  for (const [i, picture] of pictures.entries()) {
    if (picture.width !== width || picture.height !== height || picture.channels !== channels) {
      throw new ShapeError(
        `picturesToTensor: picture ${i} is ${describe(picture)}, picture 0 is ${describe(first)}, expected one size. Resize or crop first.`,
        { op: 'picturesToTensor', index: i },
      );
    }
    values.set(convertPicture(picture, { dtype: 'float32', layout: 'interleaved' }).data, i * size);
  }
  return leaf(values, [pictures.length, height, width, channels], 'float32');
}

function describe({ width, height, channels }: Picture): string {
  return `${width} x ${height} x ${channels}`;
}
