import { type Comparator, Comparators, type Line, type ShiftedLine } from './sorted-lines.ts';

/** Comparators that leave the median of every window in a line. */
export interface MedianNetwork {
  readonly comparators: readonly Comparator[];
  readonly median: ShiftedLine;
  /** The lines that something is made of. */
  readonly needed: ReadonlySet<Line>;
}

/**
 * A network for windows of a size. Columns are sorted, columns beside each other merged to blocks of 2, 4, 8, ... columns, once for all windows that
 * have them, and what cannot be the median is left out.
 * @source A. Adams: Fast median filters using separable sorting networks, ACM Trans. Graph. 40(4), 2021, for the idea to share sorted columns
 */
export function medianNetwork({ height, width }: { readonly height: number; readonly width: number }): MedianNetwork {
  const network = new Comparators();
  const half = (height * width) >> 1;
  const rows = Array.from({ length: height }, (_, row) => ({ line: { row }, shift: 0 }));
  let block = network.sort(rows);
  let rest: { readonly sorted: readonly ShiftedLine[]; readonly columns: number } = { sorted: [], columns: 0 };
  let columns = 1;
  for (; 2 * columns <= width; columns *= 2) {
    if (width & columns) {
      rest = { sorted: network.merge(block, shifted(rest.sorted, columns)), columns: rest.columns + columns };
    }
    block = network.merge(block, shifted(block, columns));
  }
  const [a, b] = [possible(block, half), possible(shifted(rest.sorted, columns), half)];
  const median = network.select(a.lines, b.lines, half - a.below - b.below);
  return { ...neededFor(median, network.all), median };
}

function shifted(lines: readonly ShiftedLine[], by: number): readonly ShiftedLine[] {
  return lines.map(({ line, shift }) => ({ line, shift: shift + by }));
}

/** Without those of a sorted part of the window that more than half of the window is above or below. */
function possible(
  sorted: readonly ShiftedLine[],
  half: number,
): { readonly lines: readonly ShiftedLine[]; readonly below: number } {
  const below = Math.max(0, sorted.length - 1 - half);
  return { lines: sorted.slice(below, half + 1), below };
}

function neededFor(
  { line }: ShiftedLine,
  all: readonly Comparator[],
): { readonly comparators: readonly Comparator[]; readonly needed: ReadonlySet<Line> } {
  const needed = new Set<Line>([line]);
  const comparators: Comparator[] = [];
  for (const comparator of all.toReversed()) {
    if (!needed.has(comparator.low) && !needed.has(comparator.high)) continue;
    comparators.push(comparator);
    needed.add(comparator.a.line).add(comparator.b.line);
  }
  return { comparators: comparators.reverse(), needed };
}
