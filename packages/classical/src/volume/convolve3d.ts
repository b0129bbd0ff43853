import { PictureError } from '@cv/image';
import { type BorderMode, borderIndex, requireBorder } from '../border/border-mode.ts';
import { type AxisWindow, type Padding, paddedWindow } from '../convolution/axis-window.ts';
import { type Kernel3d, requireVolume, type Volume } from './volume.ts';

/** How a kernel moves over a volume. */
export interface Convolution3dOptions {
  readonly border?: BorderMode | undefined;
  readonly fill?: number | undefined;
  /** `same` (default), `valid`, or voxels on every side. */
  readonly padding?: Padding | undefined;
  readonly stride?: number | undefined;
  readonly dilation?: number | undefined;
}

/**
 * Convolves every channel of a volume with a kernel, which is flipped along all three axes; `convolve2d` with one dimension more.
 *
 * @param volume `[depth, height, width, channels]`, float32; not changed. NaN and infinity spread under weights that are not 0
 * @param kernel `[depth, height, width]` weights
 * @param options `border` (default `reflect`) fills what `padding` adds; the zeros of a CNN are `border: 'constant'`
 * @returns float32; sizes as in `convolve2d`
 * @throws {PictureError} `size`, `length` when volume or kernel do not fit, `option` for a bad stride, dilation, padding or border
 * @source scipy.ndimage.convolve; torch.nn.functional.conv3d with the kernel flipped and one channel. Sums are float64
 * @example
 * const soft = convolve3d(scan, { weights: new Float64Array(27).fill(1 / 27), depth: 3, height: 3, width: 3 });
 */
export function convolve3d(volume: Volume, kernel: Kernel3d, options: Convolution3dOptions = {}): Volume {
  const where = 'convolve3d';
  const { border = 'reflect', fill = 0, padding = 'same', stride = 1, dilation = 1 } = options;
  requireVolume(where, volume);
  requireBorder(where, border, fill);
  const weights = Float64Array.from(kernel.weights).reverse();
  requireSteps(where, kernel, weights, { stride, dilation });
  const window = (size: number, length: number): AxisWindow =>
    paddedWindow(where, { size, length }, { padding, stride, dilation });
  const deep = window(kernel.depth, volume.depth);
  const down = window(kernel.height, volume.height);
  const across = window(kernel.width, volume.width);
  const { channels } = volume;
  const data = new Float32Array(deep.count * down.count * across.count * channels);
  const sums = new Float64Array(across.count * channels);
  const row = { columns: columnsOf(across, volume.width, border), fill, channels };
  for (let z = 0, at = 0; z < deep.count; z++) {
    for (let y = 0; y < down.count; y++, at += sums.length) {
      sums.fill(0);
      for (let k = 0; k < weights.length; k += kernel.width) {
        const slice = borderIndex(
          positionOf(deep, z, Math.floor(k / (kernel.width * kernel.height))),
          volume.depth,
          border,
        );
        const line = borderIndex(
          positionOf(down, y, Math.floor(k / kernel.width) % kernel.height),
          volume.height,
          border,
        );
        const start = slice < 0 || line < 0 ? -1 : (slice * volume.height + line) * volume.width * channels;
        addRow(volume.data, start, weights.subarray(k, k + kernel.width), row, sums);
      }
      data.set(sums, at);
    }
  }
  return { data, depth: deep.count, height: down.count, width: across.count, channels };
}

const positionOf = ({ stride, before, dilation }: AxisWindow, o: number, k: number): number =>
  o * stride - before + k * dilation;

/** For each weight of a row and each output: the column of the input, or -1. */
function columnsOf(across: AxisWindow, width: number, border: BorderMode): readonly Int32Array[] {
  return Array.from({ length: across.size }, (_, k) =>
    Int32Array.from({ length: across.count }, (__, x) => borderIndex(positionOf(across, x, k), width, border)),
  );
}

/** Adds a row of the kernel to a line of sums; `start` is where the row of the input begins, or -1 outside. */
function addRow(
  data: Float32Array,
  start: number,
  weights: Float64Array,
  {
    columns,
    fill,
    channels,
  }: { readonly columns: readonly Int32Array[]; readonly fill: number; readonly channels: number },
  sums: Float64Array,
): void {
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k]!;
    if (weight === 0) continue;
    const from = columns[k]!;
    for (let x = 0, o = 0; x < from.length; x++) {
      const column = start < 0 ? -1 : from[x]!;
      const at = start + column * channels;
      for (let channel = 0; channel < channels; channel++, o++) {
        sums[o] = sums[o]! + weight * (column < 0 ? fill : data[at + channel]!);
      }
    }
  }
}

function requireSteps(
  where: string,
  { depth, height, width }: Kernel3d,
  weights: Float64Array,
  steps: { readonly stride: number; readonly dilation: number },
): void {
  if (weights.length === 0 || weights.length !== depth * height * width || !weights.every(Number.isFinite)) {
    const message = `${where}: kernel must have ${depth} * ${height} * ${width} finite weights, not ${weights.length}`;
    throw new PictureError('option', message, { depth, height, width });
  }
  for (const [name, value] of Object.entries(steps)) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new PictureError('option', `${where}: ${name} must be a whole number of at least 1, not ${value}`, steps);
  }
}
