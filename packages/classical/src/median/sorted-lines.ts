/** A line of values: a row of the picture that begins with the window, or a result of a comparator. */
export interface Line {
  /** Which row of the window; undefined for results. */
  readonly row?: number;
}

/** A line, from its pixel `shift` on. */
export interface ShiftedLine {
  readonly line: Line;
  readonly shift: number;
}

/** The smaller and the larger of two lines at each position. */
export interface Comparator {
  readonly a: ShiftedLine;
  readonly b: ShiftedLine;
  readonly low: Line;
  readonly high: Line;
}

/** Comparators in the order in which they are to be worked off. */
export class Comparators {
  readonly all: Comparator[] = [];

  compare(a: ShiftedLine, b: ShiftedLine): { readonly low: ShiftedLine; readonly high: ShiftedLine } {
    const [low, high] = [{}, {}];
    this.all.push({ a, b, low, high });
    return { low: { line: low, shift: 0 }, high: { line: high, shift: 0 } };
  }

  sort(lines: readonly ShiftedLine[]): readonly ShiftedLine[] {
    if (lines.length < 2) return lines;
    const middle = lines.length >> 1;
    return this.merge(this.sort(lines.slice(0, middle)), this.sort(lines.slice(middle)));
  }

  /**
   * Two sorted lists as one.
   * @source K. E. Batcher: Sorting networks and their applications, AFIPS 1968 (odd-even merge)
   */
  merge(a: readonly ShiftedLine[], b: readonly ShiftedLine[]): readonly ShiftedLine[] {
    if (a.length === 0) return b;
    if (b.length === 0) return a;
    if (a.length === 1 && b.length === 1) {
      const { low, high } = this.compare(a[0]!, b[0]!);
      return [low, high];
    }
    const even = this.merge(everySecond(a, 0), everySecond(b, 0));
    const odd = this.merge(everySecond(a, 1), everySecond(b, 1));
    const merged = [even[0]!];
    for (let i = 1; i < even.length || i <= odd.length; i++) {
      if (i >= even.length) merged.push(odd[i - 1]!);
      else if (i > odd.length) merged.push(even[i]!);
      else {
        const { low, high } = this.compare(odd[i - 1]!, even[i]!);
        merged.push(low, high);
      }
    }
    return merged;
  }

  /** What would be at `rank` of two sorted lists as one: the least of the greater ones of all pairs that could be next to each other there. */
  select(a: readonly ShiftedLine[], b: readonly ShiftedLine[], rank: number): ShiftedLine {
    let least: ShiftedLine | undefined;
    for (let i = Math.max(0, rank + 1 - b.length); i <= Math.min(a.length, rank + 1); i++) {
      const [x, y] = [a[i - 1], b[rank - i]];
      const greater = x && y ? this.compare(x, y).high : (x ?? y)!;
      least = least ? this.compare(least, greater).low : greater;
    }
    return least!;
  }
}

function everySecond<T>(list: readonly T[], from: number): readonly T[] {
  return list.filter((_, i) => i % 2 === from);
}
