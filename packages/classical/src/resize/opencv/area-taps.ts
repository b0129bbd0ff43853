/** For each new pixel along one axis: the old ones below it, and how much of it each covers. */
export interface AreaTaps {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `stride` places for each new pixel. */
  readonly weights: Float32Array;
  readonly stride: number;
}

/** What covers less than this part of an old pixel does not count. */
const least = 1e-3;

/** @source OpenCV, resize.cpp, computeResizeAreaTab */
export function areaTaps(from: number, to: number): AreaTaps {
  const scale = 1 / (to / from);
  const stride = Math.ceil(scale) + 2;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Float32Array(to * stride);
  for (let i = 0; i < to; i++) {
    const begin = i * scale;
    const end = begin + scale;
    const cell = Math.min(scale, from - begin);
    const wholeEnd = Math.min(Math.floor(end), from - 1);
    const wholeBegin = Math.min(Math.ceil(begin), wholeEnd);
    const add = (weight: number): void => {
      weights[i * stride + count[i]!++] = weight;
    };
    first[i] = wholeBegin;
    if (wholeBegin - begin > least) {
      first[i] = wholeBegin - 1;
      add((wholeBegin - begin) / cell);
    }
    for (let k = wholeBegin; k < wholeEnd; k++) add(1 / cell);
    if (end - wholeEnd > least) add(Math.min(end - wholeEnd, 1, cell) / cell);
  }
  return { first, count, weights, stride };
}
