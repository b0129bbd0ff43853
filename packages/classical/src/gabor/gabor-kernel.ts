import { PictureError } from '@cv/image';
import type { Kernel } from '../convolution/kernel.ts';

/** A wave in a Gaussian window. */
export interface GaborKernelOptions {
  /**
   * `skimage` (default): for convolution, the window divided by `2 pi sigma_x sigma_y`. `opencv`: for correlation (so it is turned by 180 degrees), the window
   * 1 in the middle, sizes rounded to nearest.
   */
  readonly preset?: 'skimage' | 'opencv' | undefined;
  /** Odd width and height, pixels. Default: by `truncate` and the sigmas. */
  readonly size?: number | undefined;
  /** Waves per pixel, above 0. Default 0.1. */
  readonly frequency?: number | undefined;
  /** Direction in which the wave runs, radians; 0 is along a row. Default 0. */
  readonly angleRad?: number | undefined;
  /** Bandwidth in octaves, from which the sigmas follow. Default 1. */
  readonly bandwidth?: number | undefined;
  /** Standard deviation along the wave, pixels. Default: by frequency and bandwidth. */
  readonly sigmaXPx?: number | undefined;
  /** Standard deviation across it. Default: as along it. */
  readonly sigmaYPx?: number | undefined;
  /** Where the window is cut off, in standard deviations. Default 3. */
  readonly truncate?: number | undefined;
  /** Phase of the wave in the middle, radians. Default 0. */
  readonly phaseRad?: number | undefined;
}

/** Even (cosine) and odd (sine) part of a Gabor kernel. */
export interface GaborKernel {
  readonly real: Kernel;
  readonly imaginary: Kernel;
}

/**
 * A complex Gabor kernel, `exp(-(x'^2 / sigma_x^2 + y'^2 / sigma_y^2) / 2) / (2 pi sigma_x sigma_y) * exp(i (2 pi f x' + phase))`.
 *
 * @returns both parts, of odd width and height
 * @throws {PictureError} `option` for numbers that are not finite or not above 0
 * @source skimage.filters.gabor_kernel. OpenCV getGaborKernel with CV_64F (`preset: 'opencv'`): its `lambd` is `1 / frequency`, its `gamma`
 *   `sigmaXPx / sigmaYPx`, its `psi` `phaseRad`, whose default is pi / 2 there
 * @example
 * const { real } = gaborKernel({ frequency: 0.2, angleRad: Math.PI / 4 });
 */
export function gaborKernel(options: GaborKernelOptions = {}): GaborKernel {
  const { frequency = 0.1, angleRad = 0, bandwidth = 1, truncate = 3, phaseRad = 0 } = options;
  requireNumbers({ frequency, bandwidth, truncate }, true);
  const fallback = sigmaOf(bandwidth) / frequency;
  const { sigmaXPx = fallback, sigmaYPx = fallback } = options;
  requireNumbers({ sigmaXPx, sigmaYPx }, true);
  requireNumbers({ angleRad, phaseRad }, false);
  const { preset = 'skimage', size } = options;
  requireShape(preset, size);
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  const round = preset === 'skimage' ? (half: number): number => Math.ceil(Math.max(half, 1)) : Math.round;
  const reach = (a: number, b: number): number =>
    size === undefined ? round(truncate * Math.max(Math.abs(a), Math.abs(b))) : size >> 1;
  const halfWidth = reach(sigmaXPx * cos, sigmaYPx * sin);
  const halfHeight = reach(sigmaYPx * cos, sigmaXPx * sin);
  const [width, height] = [2 * halfWidth + 1, 2 * halfHeight + 1];
  const [real, imaginary] = [new Float64Array(width * height), new Float64Array(width * height)];
  const peak = preset === 'skimage' ? 1 / (2 * Math.PI * sigmaXPx * sigmaYPx) : 1;
  const turn = preset === 'skimage' ? 1 : -1;
  for (let at = 0; at < real.length; at++) {
    const [x, y] = [turn * ((at % width) - halfWidth), turn * (Math.floor(at / width) - halfHeight)];
    const along = x * cos + y * sin;
    const across = -x * sin + y * cos;
    const window = peak * Math.exp(-0.5 * ((along / sigmaXPx) ** 2 + (across / sigmaYPx) ** 2));
    const phase = 2 * Math.PI * frequency * along + phaseRad;
    real[at] = window * Math.cos(phase);
    imaginary[at] = window * Math.sin(phase);
  }
  return { real: { width, height, weights: real }, imaginary: { width, height, weights: imaginary } };
}

function requireShape(preset: string, size: number | undefined): void {
  if (preset !== 'skimage' && preset !== 'opencv') {
    throw new PictureError('option', `gaborKernel: preset must be skimage or opencv, not ${preset}`, { preset });
  }
  if (size === undefined || (Number.isSafeInteger(size) && size > 0 && size % 2 === 1)) return;
  throw new PictureError('option', `gaborKernel: size must be an odd whole number, not ${size}`, { size });
}

/** @source skimage.filters._gabor, _sigma_prefactor */
function sigmaOf(bandwidth: number): number {
  return ((Math.sqrt(Math.LN2 / 2) / Math.PI) * (2 ** bandwidth + 1)) / (2 ** bandwidth - 1);
}

function requireNumbers(values: Readonly<Record<string, number>>, positive: boolean): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value) && (!positive || value > 0)) continue;
    throw new PictureError(
      'option',
      `gaborKernel: ${name} must be a finite number${positive ? ' above 0' : ''}, not ${value}`,
      {
        [name]: value,
      },
    );
  }
}
