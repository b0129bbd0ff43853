import { OptionError, ShapeError } from '../errors.ts';

/** One number for both axes, or [height, width]. */
export type Size2d = number | readonly [number, number];

/** Zeros around an image: one number, [height, width], [[top, bottom], [left, right]], or TensorFlow's 'same' / 'valid'. */
export type Padding2d =
  | number
  | readonly [number, number]
  | readonly [readonly [number, number], readonly [number, number]]
  | 'same'
  | 'valid';

export type Pair = readonly [number, number];
/** [top, left, bottom, right]. */
export type Pads = readonly [number, number, number, number];

/** A size option as [height, width] of integers >= `least`. */
export function resolveSize(op: string, option: string, size: Size2d, least: number): Pair {
  const pair: Pair = typeof size === 'number' ? [size, size] : size;
  if (!Array.isArray(pair) || pair.length !== 2 || !pair.every((one) => Number.isInteger(one) && one >= least)) {
    throw new OptionError(
      `${op}: ${option} is ${JSON.stringify(size)}, expected an integer >= ${least} or [height, width] of such`,
      { op, option, received: size },
    );
  }
  return pair;
}

/** Explicit padding; 'same' is the TensorFlow rule: output ceil(in / stride), the odd one at the end. */
export function resolvePads(
  op: string,
  padding: Padding2d,
  input: Pair,
  kernel: Pair,
  stride: Pair,
  dilation: Pair,
): Pads {
  if (padding === 'valid') return [0, 0, 0, 0];
  if (padding === 'same') {
    const [top, bottom] = samePads(input[0], kernel[0], stride[0], dilation[0]);
    const [left, right] = samePads(input[1], kernel[1], stride[1], dilation[1]);
    return [top, left, bottom, right];
  }
  const pads = explicitPads(padding);
  if (pads === undefined || !pads.every((one) => Number.isInteger(one) && one >= 0)) {
    throw new OptionError(
      `${op}: padding is ${JSON.stringify(padding)}, expected an integer >= 0, [h, w], [[top, bottom], [left, right]], 'same' or 'valid'`,
      { op, option: 'padding', received: padding },
    );
  }
  return pads;
}

/** Number of window positions along one axis. */
export function outputExtent(
  op: string,
  axis: string,
  input: number,
  window: number,
  stride: number,
  pads: number,
): number {
  if (input + pads < window) {
    throw new ShapeError(
      `${op}: the window covers ${window} along ${axis}, the padded input has ${input + pads}. Enlarge the input or the padding.`,
      { op, axis, window, input, pads },
    );
  }
  return Math.floor((input + pads - window) / stride) + 1;
}

function samePads(input: number, kernel: number, stride: number, dilation: number): Pair {
  const window = (kernel - 1) * dilation + 1;
  const all = Math.max(0, (Math.ceil(input / stride) - 1) * stride + window - input);
  const before = Math.floor(all / 2);
  return [before, all - before];
}

function explicitPads(padding: Exclude<Padding2d, string>): Pads | undefined {
  if (typeof padding === 'number') return [padding, padding, padding, padding];
  if (!Array.isArray(padding) || padding.length !== 2) return undefined;
  const [vertical, horizontal] = padding as readonly (number | Pair)[];
  if (typeof vertical === 'number' && typeof horizontal === 'number')
    return [vertical, horizontal, vertical, horizontal];
  if (!Array.isArray(vertical) || !Array.isArray(horizontal) || vertical.length !== 2 || horizontal.length !== 2)
    return undefined;
  return [vertical[0], horizontal[0], vertical[1], horizontal[1]];
}
