/** Squared distance of point `i` of `a` from point `j` of `b`. */
export function squaredDistance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { i, j, dimensions }: { readonly i: number; readonly j: number; readonly dimensions: number },
): number {
  let sum = 0;
  for (let d = 0, ai = i * dimensions, bj = j * dimensions; d < dimensions; d++) {
    const difference = a[ai + d]! - b[bj + d]!;
    sum += difference * difference;
  }
  return sum;
}
