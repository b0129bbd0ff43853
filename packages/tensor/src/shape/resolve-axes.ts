import { OptionError } from '../errors.ts';

/** One axis as 0..rank-1; negative axes count from the end. */
export function resolveAxis(op: string, axis: number, rank: number): number {
  const resolved = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= rank) {
    throw new OptionError(
      `${op}: axis ${axis} is out of range for rank ${rank}, expected an integer in ${-rank}..${rank - 1}`,
      {
        op,
        axis,
        rank,
      },
    );
  }
  return resolved;
}

/** Axes as ascending, distinct numbers in 0..rank-1; all of them when `axis` is undefined. */
export function resolveAxes(op: string, axis: number | readonly number[] | undefined, rank: number): number[] {
  if (axis === undefined) return Array.from({ length: rank }, (_, i) => i);
  if (typeof axis === 'number') return [resolveAxis(op, axis, rank)];
  const axes = axis.map((one) => resolveAxis(op, one, rank)).sort((a, b) => a - b);
  for (let i = 1; i < axes.length; i++) {
    if (axes[i] === axes[i - 1]) {
      throw new OptionError(`${op}: axis ${axes[i]} is named twice in [${axis.join(',')}]`, { op, axis });
    }
  }
  return axes;
}
