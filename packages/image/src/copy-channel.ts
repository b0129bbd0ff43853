import type { Picture } from './picture.ts';
import { pictureStrides } from './picture-strides.ts';

/** Copies channel `from` of one picture into channel `to` of another of the same size and number format, layouts free. */
export function copyChannel(
  picture: Picture,
  target: Picture,
  channel: { readonly from: number; readonly to: number },
): void {
  const read = pictureStrides(picture);
  const write = pictureStrides(target);
  const source = picture.data;
  const result = target.data;
  const pixels = picture.width * picture.height;
  let i = channel.from * read.channel;
  let o = channel.to * write.channel;
  for (let pixel = 0; pixel < pixels; pixel++, i += read.pixel, o += write.pixel) result[o] = source[i]!;
}
