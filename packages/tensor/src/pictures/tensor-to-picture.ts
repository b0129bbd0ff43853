import { type ColorSpace, convertPicture, createPicture, type Picture, type PixelDType } from '@cv/image';
import { read } from '../creation/read.ts';
import { ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';

export interface TensorToPictureOptions {
  /** The values of the tensor that stand for black and white. */
  readonly range: readonly [number, number];
  readonly dtype?: PixelDType;
  readonly colorSpace?: ColorSpace;
}

/**
 * Reads a tensor into a picture.
 *
 * @param x `[H, W, C]` float32, C in 1..4, H and W >= 1
 * @param options.range the values of x that stand for black and white, such as [0, 1] or [0, 255]
 * @param options.dtype number format of the picture; integers are rounded and saturate, float32 keeps values and range; default 'uint8'
 * @param options.colorSpace default 'gray' for one or two channels, 'srgb' for three or four
 * @returns an interleaved picture with its own data
 * @throws ShapeError when x is not a picture's shape; PictureError of @cv/image for a bad range or NaN; DTypeError, DisposedError
 * @example
 * ```ts
 * const shown = await tensorToPicture(x, { range: [0, 1] });
 * ```
 */
export async function tensorToPicture(x: Tensor, options: TensorToPictureOptions): Promise<Picture> {
  checkTensor('tensorToPicture', 'x', x, FLOAT);
  const { range, dtype = 'uint8', colorSpace } = options;
  const [height, width, channels] = x.shape;
  if (x.shape.length !== 3 || (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) || x.size === 0) {
    throw new ShapeError(
      `tensorToPicture: x is ${shapeText(x.shape)}, expected [H, W, C] with 1 to 4 channels and at least one pixel`,
      {
        op: 'tensorToPicture',
        received: x.shape,
      },
    );
  }
  // The backend may hand out its own memory: a picture gets a copy. float32 tensors read as Float32Array.
  const data = (await read(x)).slice() as Float32Array;
  const exact = createPicture({ data, width: width!, height: height!, channels, colorSpace, range });
  if (dtype === 'float32') return exact;
  return convertPicture(exact, { dtype, range: dtype === 'uint8' ? [0, 255] : [0, 65535] });
}
