import type { AxisScale } from '../filter-taps.ts';

/** How OpenCV interpolates between pixels; `area` is what `INTER_AREA` does where an axis grows. */
export type OpencvInterpolation = 'bilinear' | 'bicubic' | 'lanczos' | 'area';

/** For each new pixel along one axis: `count` old ones from `first` on, which may lie outside, where the nearest pixel counts. */
export interface OpencvTaps {
  readonly first: Int32Array;
  readonly count: number;
  /** `count` weights for each new pixel. */
  readonly weights: Float32Array;
}

const counts = { bilinear: 2, area: 2, bicubic: 4, lanczos: 8 } as const;
const { fround } = Math;

/**
 * Positions and weights in single precision, every operation rounded as there.
 *
 * @param ends whether pixels beyond the middle of the outer ones are those alone; OpenCV does so across, and weighs the same pixel twice downwards
 * @source OpenCV, resize.cpp
 */
export function opencvTaps(
  interpolation: OpencvInterpolation,
  { from, to }: Pick<AxisScale, 'from' | 'to'>,
  ends: boolean,
): OpencvTaps {
  const count = counts[interpolation];
  const inverse = to / from;
  const scale = 1 / inverse;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    let at = fround((i + 0.5) * scale - 0.5);
    let left = Math.floor(at);
    let part = fround(at - left);
    if (interpolation === 'area') {
      left = Math.floor(i * scale);
      at = fround(i + 1 - (left + 1) * inverse);
      part = at <= 0 ? 0 : fround(at - Math.floor(at));
    }
    if (count === 2 && ends && (left < 0 || left >= from - 1)) {
      left = left < 0 ? 0 : from - 1;
      part = 0;
    }
    first[i] = left - count / 2 + 1;
    weights.set(weigh[interpolation](part), i * count);
  }
  return { first, count, weights };
}

const linear = (x: number): readonly number[] => [fround(1 - x), x];

const weigh = { bilinear: linear, area: linear, bicubic: cubic, lanczos: lanczos4 } as const;

/** Keys' cubic with a = -0.75. */
function cubic(x: number): readonly number[] {
  const before = fround(x + 1);
  const after = fround(1 - x);
  const outer = fround(fround(-0.75 * before) + 3.75);
  const inner = (d: number): number => fround(fround(fround(fround(fround(1.25 * d) - 2.25) * d) * d) + 1);
  const a = fround(fround(fround(fround(fround(outer * before) - 6) * before) + 3));
  const [b, c] = [inner(x), inner(after)];
  return [a, b, c, fround(fround(fround(1 - a) - b) - c)];
}

const half = Math.SQRT1_2;
/** Sine and cosine of the eight quarters of a half turn, as OpenCV writes them. */
const turns = [1, 0, -half, -half, 0, 1, half, -half, -1, 0, half, half, 0, -1, -half, half] as const;

/** Lanczos' window of eight pixels. */
function lanczos4(x: number): readonly number[] {
  const angle = -fround(x + 3) * Math.PI * 0.25;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const weights = new Float32Array(8);
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const distance = fround(x + 3 - i);
    const y = -distance * Math.PI * 0.25;
    weights[i] =
      Math.abs(distance) < fround(1e-6) ? 1e30 : (turns[2 * i]! * sine + turns[2 * i + 1]! * cosine) / (y * y);
    sum = fround(sum + weights[i]!);
  }
  const norm = fround(1 / sum);
  return Array.from(weights, (weight) => fround(weight * norm));
}
