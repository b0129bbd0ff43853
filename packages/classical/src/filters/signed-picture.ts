import { createPicture, type Picture } from '@cv/image';

/**
 * A float32 picture of numbers with a sign, of the size of another one: its range is symmetric about 0, so that 0 is mid grey when it is shown.
 * @param gain the largest result for a picture whose values are 0 to 1
 */
export function signedPicture(like: Picture, data: Float32Array, gain: number): Picture<Float32Array> {
  const [low, high] = like.range;
  const most = gain * (high - low);
  const { width, height, channels, layout } = like;
  return createPicture({ data, width, height, channels, layout, range: [-most, most] });
}
