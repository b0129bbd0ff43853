import { createPicture, type Picture } from '@cv/image';
import type { Gradient } from '../gradient.ts';
import { gradientDirection } from '../gradient-direction.ts';
import { findCandidates } from './canny.ts';
import { type CannyOptions, settleCannyOptions } from './canny-options.ts';
import { candidate, hysteresis } from './hysteresis.ts';

/** A picture after each step of Canny's method. */
export interface CannyStages extends Gradient {
  /** After the Gaussian, in the units of the picture. */
  readonly smoothed: Picture<Float32Array>;
  readonly magnitude: Picture<Float32Array>;
  /** Radians, see {@link gradientDirection}. */
  readonly direction: Picture<Float32Array>;
  /** Magnitude where it is largest across the edge and at least weak, else 0. */
  readonly suppressed: Picture<Float32Array>;
  /** Mask of what is an edge only when it touches one. */
  readonly weak: Picture<Uint8Array>;
  /** Mask of what is an edge for sure. */
  readonly strong: Picture<Uint8Array>;
  /** What `canny` gives. */
  readonly edges: Picture<Uint8Array>;
}

/**
 * Canny's edges with all that was computed on the way to them, to be looked at.
 *
 * @param picture one channel
 * @throws {PictureError} as `canny`
 * @source see `canny`
 * @example
 * const { smoothed, magnitude, suppressed, weak, strong, edges } = cannyStages(gray, { sigmaPx: 2 });
 */
export function cannyStages(picture: Picture, options: CannyOptions = {}): CannyStages {
  const { width, height } = picture;
  const settled = settleCannyOptions(picture, options);
  const floats = (): Float32Array => new Float32Array(width * height);
  const smoothed = floats();
  const slopes = { across: floats(), down: floats(), magnitude: floats() };
  const map = findCandidates(picture, settled, {
    smoothed: (y, line) => smoothed.set(line, y * width),
    gradient: (y, { across, down, magnitude }) => {
      slopes.across.set(across, y * width);
      slopes.down.set(down, y * width);
      slopes.magnitude.set(magnitude.subarray(1, -1), y * width);
    },
  });
  const [low, high] = picture.range;
  const most = 4 * (high - low);
  const size = { width, height, channels: 1 } as const;
  const signed = { ...size, range: [-most, most] } as const;
  const steep = { ...size, range: [0, most * (settled.norm === 'l1' ? 2 : Math.SQRT2)] } as const;
  const mask = (data: Uint8Array): Picture<Uint8Array> => createPicture({ ...size, data, range: [0, 1] });
  const across = createPicture({ ...signed, data: slopes.across });
  const down = createPicture({ ...signed, data: slopes.down });
  return {
    smoothed: createPicture({ ...size, data: smoothed, range: picture.range }),
    across,
    down,
    magnitude: createPicture({ ...steep, data: slopes.magnitude }),
    direction: gradientDirection({ across, down }),
    suppressed: createPicture({
      ...steep,
      data: slopes.magnitude.map((value, i) => (map[i] === candidate.none ? 0 : value)),
    }),
    weak: mask(map.map((value) => Number(value === candidate.weak))),
    strong: mask(map.map((value) => Number(value === candidate.strong))),
    edges: mask(hysteresis(map, width)),
  };
}
