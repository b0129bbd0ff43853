import { MetricError } from '../metric-error.ts';

/** A class: a whole number or a name. */
export type Label = number | string;

/** @throws MetricError at the first label that is neither a whole number nor a name */
export function requireLabels(where: string, name: string, labels: ArrayLike<Label>): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (typeof label === 'string' || Number.isInteger(label)) continue;
    throw new MetricError(
      `${where}: ${name}[${i}] is ${String(label)}; expected a whole number or a name (are these scores?)`,
      { index: i, label },
    );
  }
}

/** Sorted distinct labels of several lists: numbers by value, names by code point, as scikit-learn sorts them. */
export function distinctLabels(where: string, lists: Readonly<Record<string, ArrayLike<Label>>>): Label[] {
  const seen = new Set<Label>();
  for (const [name, list] of Object.entries(lists)) {
    // Runs of one class are common, and a set's look-up is what costs here.
    let last: Label | undefined;
    for (let i = 0; i < list.length; i++) {
      const label = list[i]!;
      if (label === last) continue;
      seen.add(label);
      last = label;
    }
    if (list.length > 0 && !isWhole(list)) requireLabels(where, name, list);
  }
  const labels = [...seen];
  const numbers = labels.filter((label) => typeof label === 'number').length;
  if (numbers !== 0 && numbers !== labels.length) {
    throw new MetricError(`${where}: numbers and names are mixed; expected one kind of label`);
  }
  return numbers === 0 ? (labels as string[]).sort(byCodePoint) : (labels as number[]).sort((a, b) => a - b);
}

/** Whether a list cannot hold anything but whole numbers. */
function isWhole(list: ArrayLike<unknown>): boolean {
  return ArrayBuffer.isView(list) && !(list instanceof Float32Array || list instanceof Float64Array);
}

function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** @throws MetricError when `labels` is empty or has one twice */
export function indexOfLabels(where: string, labels: readonly Label[]): Map<Label, number> {
  if (labels.length === 0) throw new MetricError(`${where}: labels is empty; expected at least one class`);
  const index = new Map(labels.map((label, i) => [label, i]));
  if (index.size !== labels.length) throw new MetricError(`${where}: labels has the same class twice`);
  return index;
}
