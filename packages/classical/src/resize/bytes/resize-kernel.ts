import { type Kernel, kernelOf } from '../../kernels/kernel.ts';
import { resizeBinary } from '../../kernels/resize.generated.ts';

/** Resizes a row: see `assembly/resize.ts`. */
type Across = (
  row: number,
  offsets: number,
  table: number,
  groups: number,
  pairs: number,
  step: number,
  out: number,
  size: number,
) => void;

/** What `assembly/resize.ts` exports. */
export interface ResizeKernel extends Kernel {
  readonly acrossToUint8: Across;
  readonly acrossToInt16: Across;
  readonly acrossToInt32: Across;
  readonly acrossToFloat32: Across;
  blendTwo(above: number, below: number, a: number, b: number, out: number, count: number): void;
  blendFour(lines: number, weights: number, out: number, count: number): void;
  blendEight(lines: number, weights: number, out: number, count: number): void;
  blendUint8(lines: number, weights: number, pairs: number, out: number, count: number): void;
  readonly coverAcross: Across;
  coverDown(line: number, weight: number, sums: number, count: number, first: number): void;
  roundFloats(sums: number, out: number, count: number): void;
  sumRows(from: number, length: number, rows: number, out: number): void;
  meanOfSums(sums: number, width: number, channels: number, scale: number, out: number, count: number): void;
  copyPixels(row: number, offsets: number, out: number, count: number, size: number): void;
  halveRows(above: number, below: number, out: number, count: number, channels: number, once: number): void;
}

export const resizeKernel: () => ResizeKernel | undefined = /* @__PURE__ */ kernelOf<ResizeKernel>(resizeBinary);
