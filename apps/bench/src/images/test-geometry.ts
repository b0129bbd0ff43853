import type { TestPicture } from './test-picture.ts';

/** A slight tilt: no pixel stays where it is. */
export const tilt = [0.98, 0.03, 4, -0.02, 1.01, 3, 1e-5, 2e-5, 1] as const;

/** Labels of the pixels, and how many there are. */
interface Labels {
  readonly labels: Int32Array;
  readonly count: number;
}

/** A marker of one pixel in the middle of each square of 32 pixels. */
export function markersOf({ width, height }: TestPicture): Labels {
  const labels = new Int32Array(width * height);
  let count = 0;
  for (let y = 16; y < height; y += 32) for (let x = 16; x < width; x += 32) labels[y * width + x] = ++count;
  return { labels, count };
}

/** A label for each square of 64 pixels. */
export function tilesOf({ width, height }: TestPicture): Labels {
  const across = Math.ceil(width / 64);
  const labels = Int32Array.from(
    { length: width * height },
    (_, i) => (Math.floor(i / width) >> 6) * across + ((i % width) >> 6) + 1,
  );
  return { labels, count: across * Math.ceil(height / 64) };
}
