import { OptionError } from '@cv/tensor/errors';
import type { Augmentation } from './augmentation.ts';
import type { PictureShape } from './dataset.ts';

/** Limits of {@link randomAffine}; every quantity is drawn uniformly. */
export interface RandomAffineOptions {
  /** Largest shift in each direction, pixels. */
  readonly shiftPx?: number;
  /** Largest rotation in each direction, radians. */
  readonly angleRad?: number;
  /** Smallest and largest magnification. */
  readonly scale?: readonly [number, number];
  /** What comes in from outside, 0..255. */
  readonly fill?: number;
}

/**
 * Augmentation that rotates, magnifies and shifts about the picture's centre, sampled bilinearly.
 *
 * @throws OptionError when a limit is negative or the scales are not in order
 * @source torchvision.transforms.RandomAffine without shear, interpolation bilinear (shift in pixels instead of a fraction)
 * @example
 * ```ts
 * const loader = new Loader(train, { batchSize: 64, shuffle: true, rng: new Rng(1), augment: randomAffine({ shiftPx: 2 }) });
 * ```
 */
export function randomAffine({
  shiftPx = 0,
  angleRad = 0,
  scale = [1, 1],
  fill = 0,
}: RandomAffineOptions = {}): Augmentation {
  if (!(shiftPx >= 0 && angleRad >= 0 && scale[0] > 0 && scale[0] <= scale[1])) {
    throw new OptionError(
      `randomAffine: expected shiftPx >= 0, angleRad >= 0 and 0 < scale[0] <= scale[1], received ${shiftPx}, ${angleRad}, [${scale.join()}]`,
    );
  }
  return (pixels, shape, rng) => {
    const angle = (2 * rng.uniform() - 1) * angleRad;
    const factor = scale[0] + rng.uniform() * (scale[1] - scale[0]);
    const dx = (2 * rng.uniform() - 1) * shiftPx;
    const dy = (2 * rng.uniform() - 1) * shiftPx;
    const [cos, sin] = [Math.cos(angle) / factor, Math.sin(angle) / factor];
    const [h, w] = shape;
    const [cx, cy] = [(w - 1) / 2, (h - 1) / 2];
    // Source position of the target's pixel (0, 0); a step right adds (cos, -sin), a step down (sin, cos).
    const startX = cx - cos * (cx + dx) - sin * (cy + dy);
    const startY = cy + sin * (cx + dx) - cos * (cy + dy);
    return warp(pixels, shape, { startX, startY, cos, sin, fill });
  };
}

interface Warp {
  readonly startX: number;
  readonly startY: number;
  readonly cos: number;
  readonly sin: number;
  readonly fill: number;
}

/** The picture sampled bilinearly at (startX + column cos + row sin, startY - column sin + row cos). */
function warp(
  pixels: Uint8Array | Float32Array,
  [h, w, c]: PictureShape,
  { startX, startY, cos, sin, fill }: Warp,
): Float32Array {
  const out = new Float32Array(h * w * c);
  for (let row = 0, at = 0; row < h; row++) {
    for (let column = 0; column < w; column++) {
      const x = startX + column * cos + row * sin;
      const y = startY - column * sin + row * cos;
      const left = Math.floor(x);
      const top = Math.floor(y);
      const fx = x - left;
      const fy = y - top;
      const inLeft = left >= 0 && left < w;
      const inRight = left >= -1 && left < w - 1;
      const inTop = top >= 0 && top < h;
      const inBottom = top >= -1 && top < h - 1;
      const corner = (top * w + left) * c;
      for (let k = 0; k < c; k++, at++) {
        const a = inTop && inLeft ? pixels[corner + k]! : fill;
        const b = inTop && inRight ? pixels[corner + c + k]! : fill;
        const d = inBottom && inLeft ? pixels[corner + w * c + k]! : fill;
        const e = inBottom && inRight ? pixels[corner + (w + 1) * c + k]! : fill;
        out[at] = (1 - fy) * ((1 - fx) * a + fx * b) + fy * ((1 - fx) * d + fx * e);
      }
    }
  }
  return out;
}
