import { MetricError } from '../metric-error.ts';

/** @throws MetricError when the lists that are given differ in length */
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

/** @throws MetricError when the lists differ in length or hold nothing */
export function requireSamples(where: string, lists: Readonly<Record<string, ArrayLike<unknown> | undefined>>): void {
  requireSameLength(where, lists);
  if (Object.values(lists)[0]!.length === 0) {
    throw new MetricError(`${where}: no samples; expected at least one`);
  }
}
