import { PictureError } from '@cv/image';
import { type Points, pointCount } from '../points.ts';
import { silhouette } from '../silhouette.ts';
import { kMeans } from './k-means.ts';
import type { KMeansOptions } from './k-means-options.ts';

/** Which numbers of clusters to try. */
export interface KMeansCurveOptions extends Omit<KMeansOptions, 'k' | 'init'> {
  /** Default 1 to 8. */
  readonly ks?: readonly number[] | undefined;
  /** Default `k-means++`. */
  readonly init?: 'k-means++' | 'random' | undefined;
  /** Points drawn for the silhouette. Default 1000, or all where there are fewer. */
  readonly sampleSize?: number | undefined;
}

/** How well a number of clusters fits. */
export interface KMeansCurvePoint {
  readonly k: number;
  readonly inertia: number;
  /** Mean silhouette of the sample; null where there are not 2 clusters in it, or one for each point. */
  readonly silhouette: number | null;
}

/**
 * Inertia and silhouette for several numbers of clusters: the elbow of the one and the peak of the other show how many there are.
 *
 * @throws {PictureError} as {@link kMeans} and {@link silhouette}
 * @example
 * const curve = kMeansCurve(pixelFeatures(photo), { ks: [2, 3, 4, 5] });
 */
export function kMeansCurve(
  points: Points,
  { ks = [1, 2, 3, 4, 5, 6, 7, 8], sampleSize, ...options }: KMeansCurveOptions = {},
): readonly KMeansCurvePoint[] {
  const sample = sampleSize ?? Math.min(1000, pointCount(points));
  return ks.map((k) => {
    const { labels, inertia } = kMeans(points, { ...options, k });
    return { k, inertia, silhouette: scoreOf(points, labels, { sampleSize: sample, seed: options.seed }) };
  });
}

function scoreOf(
  points: Points,
  labels: Int32Array,
  options: { readonly sampleSize: number; readonly seed: number | undefined },
): number | null {
  try {
    return silhouette(points, labels, options).score;
  } catch (error) {
    if (error instanceof PictureError && 'clusters' in error.fields) return null;
    throw error;
  }
}
