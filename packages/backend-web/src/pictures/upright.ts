import { createPicture, type Picture } from '@cv/image';

/**
 * Turns and mirrors an interleaved picture as its EXIF orientation says, 1 to 8.
 * @source EXIF 2.3, tag 0x0112: 5 to 8 swap rows and columns; the other two questions are where row 0 and column 0 lie
 */
export function upright(picture: Picture<Uint8Array>, orientation: number): Picture<Uint8Array> {
  if (orientation === 1) return picture;
  const { data, width, height, channels } = picture;
  const swapped = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const size = swapped ? { width: height, height: width } : { width, height };
  const out = createPicture({ dtype: 'uint8', ...size, channels });
  for (let y = 0, at = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [column, row] = swapped ? [y, x] : [x, y];
      const from =
        ((fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)) * channels;
      for (let channel = 0; channel < channels; channel++, at++) out.data[at] = data[from + channel]!;
    }
  }
  return out;
}
