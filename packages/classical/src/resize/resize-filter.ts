/** A filter of Pillow, by its name: what a new pixel is averaged with. */
export type PillowFilter = 'nearest' | 'box' | 'bilinear' | 'hamming' | 'bicubic' | 'lanczos';

/** A filter of OpenCV: `INTER_NEAREST`, `INTER_NEAREST_EXACT`, `INTER_AREA`, `INTER_LINEAR`, `INTER_CUBIC`, `INTER_LANCZOS4`. */
export type OpencvFilter = 'nearest' | 'nearest-exact' | 'area' | 'bilinear' | 'bicubic' | 'lanczos';

/** A filter of `resize`: what a new pixel is made of. Not every preset has all. */
export type ResizeFilter = PillowFilter | OpencvFilter;

export const filtersOf: {
  readonly pillow: readonly PillowFilter[];
  readonly opencv: readonly OpencvFilter[];
} = {
  pillow: ['nearest', 'box', 'bilinear', 'hamming', 'bicubic', 'lanczos'],
  opencv: ['nearest', 'nearest-exact', 'area', 'bilinear', 'bicubic', 'lanczos'],
};

/** A filter that averages. */
export interface Kernel {
  /** The distance from which the weight is 0, in new pixels. */
  readonly support: number;
  readonly weight: (x: number) => number;
}

/**
 * The filters that average; `nearest` does not.
 * @source Pillow, Resample.c; Keys 1981 with a = -0.5 for bicubic; Duchon 1979 for lanczos
 */
export const kernels: Readonly<Record<Exclude<PillowFilter, 'nearest'>, Kernel>> = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, weight: hamming },
  bicubic: { support: 2, weight: cubic },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** Pillow writes these two constants in single precision. */
const hammingMean = Math.fround(0.54);
const hammingSwing = Math.fround(0.46);

function hamming(x: number): number {
  return Math.abs(x) < 1 ? sinc(x) * (hammingMean + hammingSwing * Math.cos(Math.PI * x)) : 0;
}

function cubic(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
