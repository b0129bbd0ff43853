/** The names that differ from `name` in the fewest letters, nearest first. */
export function nearestNames(name: string, names: readonly string[], count = 5): string[] {
  return names
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance) // stable: the model's order among equals
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Letters to add, remove or replace to make `b` of `a` (Levenshtein 1966), row by row. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[b.length]!;
}
