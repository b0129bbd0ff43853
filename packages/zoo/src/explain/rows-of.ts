/** A tensor's values cut into one row for each picture; each with memory of its own. */
export function rowsOf(values: ArrayLike<number>, count: number): Float32Array[] {
  const all = Float32Array.from(values);
  const length = count === 0 ? 0 : all.length / count;
  return Array.from({ length: count }, (_, i) => all.slice(i * length, (i + 1) * length));
}
