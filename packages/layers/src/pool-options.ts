import { OptionError } from '@cv/tensor/errors';
import { type Pair, wholePair } from './whole-number.ts';

/** Options that max and average pooling share. */
export interface PoolOptions {
  /** Step between windows; the window's size when left out. */
  stride?: Pair;
  /** Rows and columns added on each side, at most half the window. */
  padding?: Pair;
  /** Whether a last, incomplete window counts. */
  ceilMode?: boolean;
}

/** The geometry of a pool, checked. */
export interface PoolGeometry {
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
}

/** Checks a pool's numbers as PyTorch does; throws OptionErrors that name `where`. */
export function poolGeometry(kernelSize: Pair, stride: Pair | undefined, padding: Pair, where: string): PoolGeometry {
  const kernel = wholePair(kernelSize, 'kernelSize', where);
  const pads = wholePair(padding, 'padding', where, 0);
  if (pads[0] > kernel[0] / 2 || pads[1] > kernel[1] / 2) {
    throw new OptionError(`${where}: padding [${pads.join()}] is more than half of kernelSize [${kernel.join()}]`, {
      padding: pads,
      kernelSize: kernel,
    });
  }
  return { kernelSize: kernel, stride: wholePair(stride ?? kernel, 'stride', where), padding: pads };
}
