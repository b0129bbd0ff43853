/**
 * p values adjusted for testing several hypotheses at once: the smallest times m, the next one times m - 1, and so on, never
 * falling, at most 1.
 *
 * @source Holm, "A simple sequentially rejective multiple test procedure", 1979
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = Array<number>(pValues.length);
  let floor = 0;
  [...pValues.keys()]
    .sort((a, b) => pValues[a]! - pValues[b]!)
    .forEach((index, rank) => {
      floor = Math.max(floor, Math.min(1, (pValues.length - rank) * pValues[index]!));
      adjusted[index] = floor;
    });
  return adjusted;
}
