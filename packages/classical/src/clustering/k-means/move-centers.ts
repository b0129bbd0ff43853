import { type Points, pointCount } from '../points.ts';
import { squaredDistance } from '../squared-distance.ts';
import type { Assignment } from './assign-points.ts';

/**
 * The means of the clusters. An empty cluster starts again at the point that is farthest from its centre, which its old cluster loses; where all
 * points lie on centres (fewer different points than clusters), it goes to the centre of the largest.
 *
 * @param centers those that the labels belong to
 * @source scikit-learn's `_relocate_empty_clusters_dense` and `_average_centers`
 */
export function moveCenters(
  points: Points,
  { centers, labels }: { readonly centers: Float64Array; readonly labels: Int32Array },
  { sums, weights }: Assignment,
): Float64Array {
  const { dimensions } = points;
  const empty = [...weights.keys()].filter((c) => weights[c] === 0);
  if (empty.length > 0) {
    const far = farthest(points, { centers, labels }, empty.length);
    for (const [n, i] of far.entries()) {
      const to = empty[n]!;
      const from = labels[i]!;
      const weight = points.weights?.[i] ?? 1;
      for (let d = 0; d < dimensions; d++) {
        const value = weight * points.values[i * dimensions + d]!;
        sums[to * dimensions + d] = value;
        sums[from * dimensions + d]! -= value;
      }
      weights[to] = weight;
      weights[from]! -= weight;
    }
  }
  const largest = weights.indexOf(Math.max(...weights));
  return sums.map((_, at) => {
    const c = Math.trunc(at / dimensions);
    const source = weights[c]! > 0 ? c : largest;
    return sums[source * dimensions + (at % dimensions)]! / weights[source]!;
  });
}

/** The points farthest from their centres, farthest first; none where all lie on them. */
function farthest(
  points: Points,
  { centers, labels }: { readonly centers: Float64Array; readonly labels: Int32Array },
  most: number,
): readonly number[] {
  const found: { readonly i: number; readonly distance: number }[] = [];
  const { values, dimensions } = points;
  for (let i = 0; i < pointCount(points); i++) {
    if (points.weights?.[i] === 0) continue;
    const distance = squaredDistance(values, centers, { i, j: labels[i]!, dimensions });
    if (distance === 0 || (found.length === most && distance <= found[most - 1]!.distance)) continue;
    const rank = found.findIndex((one) => one.distance < distance);
    found.splice(rank < 0 ? found.length : rank, 0, { i, distance });
    if (found.length > most) found.pop();
  }
  return found.map(({ i }) => i);
}
