import { type Picture, PictureError } from '@cv/image';

/** @throws {PictureError} `value` when a pixel is NaN or infinite */
export function requireFinite(where: string, { data }: Picture): void {
  if (!(data instanceof Float32Array)) return;
  for (let i = 0; i < data.length; i++) {
    if (data[i]! - data[i]! === 0) continue;
    const next = 'replace such pixels first';
    throw new PictureError(
      'value',
      `${where}: value ${i} of the picture is ${data[i]}, expected finite ones; ${next}`,
      {
        index: i,
        value: data[i],
      },
    );
  }
}
