import type { Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { colorPlanes } from '../preprocessing/color-planes.ts';
import type { Plane } from '../preprocessing/gray-plane.ts';
import { resizePlane } from '../preprocessing/resize-plane.ts';

/** Where a picture lies in the input. */
export interface Placement {
  /** Pixels of the input to a pixel of the picture. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** Gray columns before the picture. */
  readonly left: number;
  /** Gray rows above the picture. */
  readonly top: number;
  /** Of the picture, in its own pixels. */
  readonly width: number;
  readonly height: number;
}

/** Pictures as the values of a tensor, and where each lies. */
export interface LetterboxedImages {
  /** 0 to 1, row-major. */
  readonly images: Float32Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: 3];
  readonly placements: readonly Placement[];
}

/** Options of {@link letterbox}. */
export interface LetterboxOptions {
  /** Height and width of the input in pixels. */
  readonly size: readonly [height: number, width: number];
}

/** Of 255: what the detectors were trained with around the pictures. */
const GRAY = 114 / 255;

/**
 * Makes the input of a detector from pictures of any size, colour, number format and alpha: as large as fits, proportions kept, gray bars
 * at both sides. Small pictures are enlarged; transparent parts are white.
 *
 * Bilinear with antialiasing; YOLOv5 resizes bilinear without, which drops pixels when it shrinks.
 *
 * @param pictures borrowed
 * @returns float32 `[N, height, width, 3]` of red, green and blue from 0 to 1
 * @throws OptionError when a side of `size` is not a whole number above 0; PictureError for a colour space other than gray and sRGB
 * @example
 * ```ts
 * const { images, shape, placements } = letterbox([picture], { size: [640, 640] });
 * ```
 */
export function letterbox(pictures: readonly Picture[], { size }: LetterboxOptions): LetterboxedImages {
  const [height, width] = size;
  for (const side of size) {
    if (Number.isInteger(side) && side > 0) continue;
    throw new OptionError(`letterbox: size is [${size.join()}], expected whole numbers above 0`, { received: size });
  }
  const images = new Float32Array(pictures.length * height * width * 3).fill(GRAY);
  const placements = pictures.map((picture, index) => {
    const start = index * height * width * 3;
    return place(picture, { values: images.subarray(start, start + height * width * 3), height, width });
  });
  return { images, shape: [pictures.length, height, width, 3], placements };
}

interface Canvas {
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
}

function place(picture: Picture, canvas: Canvas): Placement {
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const left = (canvas.width - width) >> 1; // of an odd rest the larger half comes behind
  const top = (canvas.height - height) >> 1;
  for (const [channel, plane] of colorPlanes(picture).entries()) {
    const fitted = resizePlane(plane, { width, height, filter: 'bilinear' });
    write(fitted, canvas, { left, top, channel });
  }
  const scales = { scaleX: width / picture.width, scaleY: height / picture.height };
  return { ...scales, left, top, width: picture.width, height: picture.height };
}

interface Corner {
  readonly left: number;
  readonly top: number;
  readonly channel: number;
}

function write({ data, width, height }: Plane, canvas: Canvas, { left, top, channel }: Corner): void {
  for (let row = 0, from = 0; row < height; row++) {
    let to = ((top + row) * canvas.width + left) * 3 + channel;
    for (let column = 0; column < width; column++, from++, to += 3) canvas.values[to] = data[from]!;
  }
}
