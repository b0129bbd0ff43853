import { OptionError } from '../errors.ts';
import {
  outputExtent,
  type Padding2d,
  type Pads,
  type Pair,
  resolvePads,
  resolveSize,
  type Size2d,
} from './window-geometry.ts';

export interface PoolOptions {
  readonly kernelSize: Size2d;
  readonly stride?: Size2d | undefined;
  readonly padding?: Padding2d;
  readonly ceilMode?: boolean;
}

export interface PoolGeometry {
  readonly kernel: Pair;
  readonly strides: Pair;
  /** What the caller asked for; average pooling may count these cells. */
  readonly pads: Pads;
  /** With the cells that ceil mode reads beyond the end: what a floor-mode kernel needs to give the same output. */
  readonly windowPads: Pads;
  readonly out: Pair;
}

/** Window positions of a pooling, by PyTorch's rules. */
export function poolGeometry(
  op: string,
  input: Pair,
  { kernelSize, stride, padding = 0, ceilMode = false }: PoolOptions,
): PoolGeometry {
  const kernel = resolveSize(op, 'kernelSize', kernelSize, 1);
  const strides = stride === undefined ? kernel : resolveSize(op, 'stride', stride, 1);
  const pads = resolvePads(op, padding, input, kernel, strides, [1, 1]);
  if (pads[0] >= kernel[0] || pads[2] >= kernel[0] || pads[1] >= kernel[1] || pads[3] >= kernel[1]) {
    throw new OptionError(
      `${op}: padding ${JSON.stringify(padding)} is not smaller than the kernel ${kernel.join('x')}: windows would be empty`,
      {
        op,
        padding,
        kernelSize,
      },
    );
  }
  const out: Pair = [
    extent(op, 'height', input[0], kernel[0], strides[0], pads[0], pads[2], ceilMode),
    extent(op, 'width', input[1], kernel[1], strides[1], pads[1], pads[3], ceilMode),
  ];
  const bottom = reach(out[0], strides[0], kernel[0]) - input[0] - pads[0];
  const right = reach(out[1], strides[1], kernel[1]) - input[1] - pads[1];
  return {
    kernel,
    strides,
    pads,
    windowPads: [pads[0], pads[1], Math.max(pads[2], bottom), Math.max(pads[3], right)],
    out,
  };
}

function extent(
  op: string,
  axis: string,
  input: number,
  window: number,
  stride: number,
  before: number,
  after: number,
  ceilMode: boolean,
): number {
  const whole = outputExtent(op, axis, input, window, stride, before + after);
  if (!ceilMode) return whole;
  const ceiled = Math.ceil((input + before + after - window) / stride) + 1;
  // A last window that starts in the padding at the end is dropped.
  return (ceiled - 1) * stride >= input + before ? ceiled - 1 : ceiled;
}

/** Cells from the start of the first window to the end of the last. */
function reach(out: number, stride: number, window: number): number {
  return (out - 1) * stride + window;
}
