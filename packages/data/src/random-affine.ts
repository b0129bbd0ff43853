import { OptionError } from '@cv/tensor/errors';
import type { Augmentation } from './augmentation.ts';

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

function warp(
  pixels: Uint8Array | Float32Array,
  [h, w, c]: readonly [number, number, number],
  { startX, startY, cos, sin, fill }: Warp,
): Float32Array {
  const out = new Float32Array(h * w * c);
  for (let row = 0; row < h; row++) {
    for (let column = 0; column < w; column++) {
      const x = startX + column * cos + row * sin;
      const y = startY - column * sin + row * cos;
      const [x0, y0] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - x0, y - y0];
      for (let k = 0; k < c; k++) {
        let sum = 0;
        for (let corner = 0; corner < 4; corner++) {
          const [i, j] = [y0 + (corner >> 1), x0 + (corner & 1)];
          const weight = (corner >> 1 ? fy : 1 - fy) * (corner & 1 ? fx : 1 - fx);
          const inside = i >= 0 && i < h && j >= 0 && j < w;
          sum += weight * (inside ? pixels[(i * w + j) * c + k]! : fill);
        }
        out[(row * w + column) * c + k] = sum;
      }
    }
  }
  return out;
}
