import { MetricError } from '../metric-error.ts';

/** Lists by the names of their arguments; weights may be missing. */
type Lists = Readonly<Record<string, ArrayLike<unknown> | undefined>>;

/** @throws MetricError when one is no list, or the lists that are given differ in length */
export function requireSameLength(where: string, lists: Lists): void {
  const lengths = Object.entries(lists).flatMap(([name, list]) => {
    if (list === undefined && name === 'sampleWeight') return [];
    // What plain JavaScript hands in by mistake.
    if (typeof list?.length !== 'number')
      throw new MetricError(`${where}: ${name} is ${list === null ? 'null' : typeof list}; expected a list`);
    return [[name, list.length] as const];
  });
  if (lengths.every(([, length]) => length === lengths[0]![1])) return;
  throw new MetricError(`${where}: lists differ in length: ${lengths.map(([name, n]) => `${name} ${n}`).join(', ')}`);
}

/** @throws MetricError when one is no list, or the lists differ in length or hold nothing */
export function requireSamples(where: string, lists: Lists): void {
  requireSameLength(where, lists);
  if (Object.values(lists)[0]!.length === 0) {
    throw new MetricError(`${where}: no samples; expected at least one`);
  }
}
