import type { GoldenCase } from './golden-case.ts';

/** |received - expected| <= absolute + relative * |expected| */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** float32 against float64: sums of up to some hundred products, each off by 6e-8 of its size. */
const USUAL: Tolerance = { absolute: 2e-6, relative: 2e-5 };
export const EXACT: Tolerance = { absolute: 0, relative: 0 };

/** Optimiser steps: a few operations on each element. */
export const OPTIMISER: Tolerance = { absolute: 1e-6, relative: 1e-5 };

/** Another order of the same float32 operations is off by about as much as PyTorch's. */
const TIMES_PYTORCH = 2;

/**
 * How close an output, or the gradient of the named input, has to be. Where rounding in float32 adds up over many ops, the fixture
 * holds how far PyTorch itself is off in float32; a device may be off by twice that.
 */
export function toleranceOf({ op, float32Error }: GoldenCase, gradient?: string): Tolerance {
  if (op === 'randomUniform' || op === 'dropout') return EXACT;
  if (float32Error === undefined) return USUAL;
  const measured = gradient === undefined ? float32Error.output : float32Error.gradients[gradient]!;
  return { ...USUAL, absolute: Math.max(USUAL.absolute, TIMES_PYTORCH * measured) };
}
