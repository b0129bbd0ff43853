/** What a value between pixels is made of: 1, 2 x 2 or 4 x 4 pixels. */
export type Interpolation = 'nearest' | 'bilinear' | 'bicubic';

/** How many pixels of a line count, which is the first, and with what weight each. */
interface LineTaps {
  readonly count: number;
  readonly first: (at: number) => number;
  /** Writes the weights for a position. */
  readonly weigh: (at: number, into: Float64Array) => void;
}

export const interpolations: Readonly<Record<Interpolation, LineTaps>> = {
  nearest: {
    count: 1,
    first: (at) => (at < 0 ? -Math.floor(0.5 - at) : Math.floor(at + 0.5)), // halves away from 0, as C's round
    weigh: (_, into) => {
      into[0] = 1;
    },
  },
  bilinear: {
    count: 2,
    first: Math.floor,
    weigh: (at, into) => {
      const t = at - Math.floor(at);
      into[0] = 1 - t;
      into[1] = t;
    },
  },
  bicubic: {
    count: 4,
    first: (at) => Math.floor(at) - 1,
    weigh: (at, into) => {
      const t = at - Math.floor(at);
      into[0] = 0.5 * t * (-1 + t * (2 - t));
      into[1] = 1 + 0.5 * t * t * (3 * t - 5);
      into[2] = 0.5 * t * (1 + t * (4 - 3 * t));
      into[3] = 0.5 * t * t * (t - 1);
    },
  },
};
