import { borderIndex } from '../../border/border-mode.ts';

/** Colours, three bytes per pixel. */
export interface ColorBytes {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const WEIGHTS = [1, 4, 6, 4, 1] as const;

/** Half the size, smoothed by 1 4 6 4 1; sizes round up. @source OpenCV pyrDown */
export function halved({ data, width, height }: ColorBytes): ColorBytes {
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const across = new Int32Array(half.width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < half.width; x++) {
      for (let k = 0; k < 5; k++) {
        const from = (y * width + borderIndex(2 * x + k - 2, width, 'mirror')) * 3;
        for (let c = 0; c < 3; c++) across[at + c]! += WEIGHTS[k]! * data[from + c]!;
      }
      at += 3;
    }
  }
  const row = half.width * 3;
  const out = new Uint8Array(row * half.height);
  for (let y = 0; y < half.height; y++) {
    const rows = WEIGHTS.map((_, k) => borderIndex(2 * y + k - 2, height, 'mirror') * row);
    for (let i = 0; i < row; i++) {
      let sum = 128;
      for (let k = 0; k < 5; k++) sum += WEIGHTS[k]! * across[rows[k]! + i]!;
      out[y * row + i] = sum >> 8;
    }
  }
  return { data: out, ...half };
}

/** Twice the size, or one less, with 1 6 1 and 4 4. @source OpenCV pyrUp */
export function doubled({ data, width, height }: ColorBytes, to: Omit<ColorBytes, 'data'>): ColorBytes {
  const row = to.width * 3;
  const across = new Int32Array(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < to.width; x++) {
      const [before, here, after] = around(x >> 1, width).map((column) => (y * width + column) * 3) as Three;
      for (let c = 0; c < 3; c++) {
        const three = [data[before + c]!, data[here + c]!, data[after + c]!] as const;
        across[y * row + x * 3 + c] = between(x, three);
      }
    }
  }
  const out = new Uint8Array(row * to.height);
  for (let y = 0; y < to.height; y++) {
    const [before, here, after] = around(y >> 1, height).map((line) => line * row) as Three;
    for (let i = 0; i < row; i++) {
      out[y * row + i] = (between(y, [across[before + i]!, across[here + i]!, across[after + i]!]) + 32) >> 6;
    }
  }
  return { data: out, width: to.width, height: to.height };
}

type Three = [before: number, here: number, after: number];

/** A place in the small line and those beside it: mirrored at its begin, repeated at its end. */
function around(at: number, length: number): Three {
  const last = length - 1;
  return [at > 0 ? at - 1 : Math.min(1, last), at, Math.min(at + 1, last)];
}

/** Eight times the value at an even or odd place. */
function between(place: number, [before, here, after]: readonly [number, number, number]): number {
  return (place & 1) === 0 ? before + 6 * here + after : 4 * (here + after);
}
