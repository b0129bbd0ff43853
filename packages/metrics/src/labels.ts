import { MetricError } from './metric-error.ts';

/** A class: a number or a name. */
export type Label = number | string;

/** Sorted distinct labels of several lists: numbers by value, names by code unit, as scikit-learn sorts them. */
export function distinctLabels(...lists: readonly ArrayLike<Label>[]): Label[] {
  const seen = new Set<Label>();
  for (const list of lists) for (let i = 0; i < list.length; i++) seen.add(list[i]!);
  const labels = [...seen];
  const numbers = labels.filter((label) => typeof label === 'number').length;
  if (numbers !== 0 && numbers !== labels.length) {
    throw new MetricError('labels: numbers and names are mixed; expected one kind in yTrue and yPred');
  }
  return labels.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** @throws MetricError when the lists differ in length */
export function requireSameLength(
  where: string,
  lists: Readonly<Record<string, ArrayLike<unknown> | undefined>>,
): void {
  const lengths = Object.entries(lists).flatMap(([name, list]) =>
    list === undefined ? [] : [[name, list.length] as const],
  );
  if (lengths.every(([, length]) => length === lengths[0]![1])) return;
  throw new MetricError(`${where}: lists differ in length: ${lengths.map(([name, n]) => `${name} ${n}`).join(', ')}`);
}
