import { createPicture, type Picture } from '@cv/image';

/** Pixels of the largest picture that is decoded. */
const MOST_PIXELS = 100e6;

/**
 * Reads a picture file. The seam for `readPicture` of `@cv/backend-web`.
 * @throws TypeError with a sentence when it is no picture or too large
 */
export async function readGivenPicture(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    const name = file instanceof File ? `“${file.name}”` : 'What was pasted';
    throw new TypeError(`${name} is no picture that this browser can read`, { cause });
  });
  try {
    const { width, height } = bitmap;
    if (width * height > MOST_PIXELS)
      throw new TypeError(`the picture has ${width} x ${height} pixels, more than fit here`);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (context === null) throw new TypeError('this browser gives no canvas to read the picture with');
    context.drawImage(bitmap, 0, 0); // at its own size: nothing is resized here
    const { data } = context.getImageData(0, 0, width, height);
    return createPicture({ data: new Uint8Array(data.buffer), width, height, channels: 4 });
  } finally {
    bitmap.close();
  }
}
