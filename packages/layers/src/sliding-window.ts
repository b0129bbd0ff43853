/**
 * Which places of an image a place of the output is computed from: along each axis, output `i` looks at the inputs
 * `i * stride - before + j * dilation` for `j` from 0 to `kernelSize - 1`; those outside the image are padding.
 */
export interface SlidingWindow {
  readonly kernelSize: readonly [height: number, width: number];
  readonly stride: readonly [height: number, width: number];
  readonly dilation: readonly [height: number, width: number];
  /** Rows above and columns left of the image that the first window covers. */
  readonly before: readonly [top: number, left: number];
}
