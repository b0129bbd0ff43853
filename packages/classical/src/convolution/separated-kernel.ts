import type { SeparableKernel } from '../filters/correlate-separable.ts';
import type { Kernel } from './kernel.ts';

/**
 * The row and the column whose product a kernel is; undefined where it has a rank above 1.
 * A kernel counts as a product when no weight is off by more than 1e-13 of the largest.
 */
export function separatedKernel({ weights, width, height }: Kernel): SeparableKernel | undefined {
  let pivot = 0;
  for (let i = 1; i < weights.length; i++) if (Math.abs(weights[i]!) > Math.abs(weights[pivot]!)) pivot = i;
  const largest = weights[pivot]!;
  if (largest === 0) return undefined;
  const column = pivot % width;
  const row = pivot - column;
  const across = weights.slice(row, row + width);
  const down = Float64Array.from({ length: height }, (_, i) => weights[i * width + column]! / largest);
  const product = weights.every(
    (weight, i) => Math.abs(weight - across[i % width]! * down[Math.floor(i / width)]!) <= 1e-13 * Math.abs(largest),
  );
  return product ? { across, down } : undefined;
}
