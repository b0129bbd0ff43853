import { type Kernel, kernelOf } from './kernel.ts';

const divided = (rows: readonly (readonly number[])[], by: number): Kernel =>
  kernelOf(rows.map((row) => row.map((weight) => weight / by)));

/**
 * The kernels that everybody meets first. Those that add up to 1 keep the brightness; those that add up to 0 answer to changes, in both signs:
 * give them `output: 'float32'`.
 *
 * @example
 * const sharp = correlate2d(photo, kernels.sharpen);
 */
export const kernels: Readonly<Record<KernelName, Kernel>> = {
  identity: kernelOf([
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ]),
  box: divided(
    [
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ],
    9,
  ),
  gaussian3: divided(
    [
      [1, 2, 1],
      [2, 4, 2],
      [1, 2, 1],
    ],
    16,
  ),
  gaussian5: divided(
    [
      [1, 4, 6, 4, 1],
      [4, 16, 24, 16, 4],
      [6, 24, 36, 24, 6],
      [4, 16, 24, 16, 4],
      [1, 4, 6, 4, 1],
    ],
    256,
  ),
  sharpen: kernelOf([
    [0, -1, 0],
    [-1, 5, -1],
    [0, -1, 0],
  ]),
  unsharp5: divided(
    [
      [-1, -4, -6, -4, -1],
      [-4, -16, -24, -16, -4],
      [-6, -24, 476, -24, -6],
      [-4, -16, -24, -16, -4],
      [-1, -4, -6, -4, -1],
    ],
    256,
  ),
  emboss: kernelOf([
    [-2, -1, 0],
    [-1, 1, 1],
    [0, 1, 2],
  ]),
  outline: kernelOf([
    [-1, -1, -1],
    [-1, 8, -1],
    [-1, -1, -1],
  ]),
  laplacian: kernelOf([
    [0, 1, 0],
    [1, -4, 1],
    [0, 1, 0],
  ]),
  sobelX: kernelOf([
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ]),
  sobelY: kernelOf([
    [-1, -2, -1],
    [0, 0, 0],
    [1, 2, 1],
  ]),
  prewittX: kernelOf([
    [-1, 0, 1],
    [-1, 0, 1],
    [-1, 0, 1],
  ]),
  prewittY: kernelOf([
    [-1, -1, -1],
    [0, 0, 0],
    [1, 1, 1],
  ]),
  scharrX: kernelOf([
    [-3, 0, 3],
    [-10, 0, 10],
    [-3, 0, 3],
  ]),
  scharrY: kernelOf([
    [-3, -10, -3],
    [0, 0, 0],
    [3, 10, 3],
  ]),
  motionBlur: divided(
    [
      [1, 0, 0, 0, 0],
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 1, 0],
      [0, 0, 0, 0, 1],
    ],
    5,
  ),
};

/** Names of the kernels in `kernels`. */
export type KernelName =
  | 'identity'
  | 'box'
  | 'gaussian3'
  | 'gaussian5'
  | 'sharpen'
  | 'unsharp5'
  | 'emboss'
  | 'outline'
  | 'laplacian'
  | 'sobelX'
  | 'sobelY'
  | 'prewittX'
  | 'prewittY'
  | 'scharrX'
  | 'scharrY'
  | 'motionBlur';
