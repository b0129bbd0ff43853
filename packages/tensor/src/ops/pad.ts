import { OptionError, ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';
import { mirrorPadAxis } from './mirror-pad-axis.ts';

export type PadMode = 'constant' | 'reflect' | 'symmetric' | 'edge';

export interface PadOptions {
  /** `[before, after]` for each axis. */
  readonly paddings: readonly (readonly [number, number])[];
  readonly mode?: PadMode;
  readonly value?: number;
}

const MODES: readonly PadMode[] = ['constant', 'reflect', 'symmetric', 'edge'];

/**
 * Adds elements around a tensor.
 *
 * Modes for a row `1 2 3` padded by 2: constant `0 0 1 2 3 0 0`, reflect `3 2 1 2 3 2 1`, symmetric `2 1 1 2 3 3 2`,
 * edge `1 1 1 2 3 3 3`.
 *
 * @param x any shape, float32 or int32
 * @param options.paddings `[before, after]` for each axis, >= 0; reflect allows up to extent - 1, symmetric up to extent
 * @param options.mode default 'constant'
 * @param options.value the constant; default 0
 * @returns padded shape, same dtype
 * @throws ShapeError when paddings do not fit the rank, are negative or too large for the mode; OptionError for an unknown mode; DisposedError
 * @source numpy.pad
 * @example
 * ```ts
 * const framed = pad(image, { paddings: [[1, 1], [1, 1], [0, 0]], mode: 'reflect' });
 * ```
 */
export function pad(x: Tensor, { paddings, mode = 'constant', value = 0 }: PadOptions): Tensor {
  checkTensor('pad', 'x', x);
  if (!MODES.includes(mode)) {
    throw new OptionError(`pad: mode is '${String(mode)}', expected ${MODES.map((one) => `'${one}'`).join(', ')}`, {
      op: 'pad',
      mode,
    });
  }
  const reach = { constant: Number.POSITIVE_INFINITY, reflect: -1, symmetric: 0, edge: Number.POSITIVE_INFINITY }[mode];
  const fits =
    paddings.length === x.shape.length &&
    paddings.every(
      ([before, after], i) => isExtent(before, x.shape[i]! + reach) && isExtent(after, x.shape[i]! + reach),
    );
  if (!fits) {
    const limit = mode === 'reflect' ? ' and below the extent' : mode === 'symmetric' ? ' up to the extent' : '';
    throw new ShapeError(
      `pad: paddings ${JSON.stringify(paddings)} do not fit x ${shapeText(x.shape)} in mode '${mode}', expected one [before, after] per axis, integers >= 0${limit}`,
      { op: 'pad', paddings, shape: x.shape, mode },
    );
  }
  if (paddings.every(([before, after]) => before === 0 && after === 0)) return run('Identity', { x });
  if (mode === 'constant')
    return run('PadV2', { x }, { paddings: paddings.map((pair) => [...pair]), constantValue: value });
  return tidy(() => {
    let padded = x;
    for (const [axis, [before, after]] of paddings.entries()) {
      if (before + after > 0) padded = mirrorPadAxis(padded, axis, [before, after], mode);
    }
    return padded;
  });
}

function isExtent(amount: number, limit: number): boolean {
  return Number.isInteger(amount) && amount >= 0 && (amount === 0 || amount <= limit);
}
