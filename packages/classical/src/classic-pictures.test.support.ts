import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createPicture, type Picture, type PixelDType } from '@cv/image';
import sharp from 'sharp';

/** Where the pictures of scikit-image lie; they are not part of this repository. */
export const classicFolder: string = fileURLToPath(new URL('../../../../shared/data/classic/', import.meta.url));

/** Why tests on these pictures do not run, or false. */
export const noClassicPictures: string | false = existsSync(classicFolder) ? false : `${classicFolder} is absent`;

/** A gray picture as it is (uint8), times 257 (uint16), or over 255 (float32). */
export async function classicPicture(name: string, dtype: PixelDType = 'uint8'): Promise<Picture> {
  const { data, info } = await sharp(`${classicFolder}${name}.png`).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const step = info.channels;
  const bytes = Uint8Array.from({ length: width * height }, (_, i) => data[i * step]!);
  const size = { width, height, channels: 1 } as const;
  if (dtype === 'uint8') return createPicture({ ...size, data: bytes });
  if (dtype === 'uint16') return createPicture({ ...size, data: Uint16Array.from(bytes, (v) => v * 257) });
  return createPicture({ ...size, data: Float32Array.from(bytes, (v) => v / 255) });
}

/** A picture with its colours, uint8, without alpha; `step` keeps each such row and column only. */
export async function classicColors(name: string, step = 1): Promise<Picture<Uint8Array>> {
  const file = sharp(`${classicFolder}${name}.png`);
  const { channels: stored } = await file.metadata(); // gray comes out with three
  const { data, info } = await file.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const channels = stored < 3 ? 1 : 3;
  const kept: number[] = [];
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      for (let c = 0; c < channels; c++) kept.push(data[(y * width + x) * info.channels + c]!);
    }
  }
  const size = { width: Math.ceil(width / step), height: Math.ceil(height / step) };
  return createPicture({ data: Uint8Array.from(kept), ...size, channels });
}
