/**
 * Which region or cluster each pixel belongs to: `labels[y * width + x]` is 0 for none (background, borders between regions) or 1 to `count`.
 * What divides a whole picture, such as clustering, has no 0. Labels need not all occur.
 */
export interface LabelMap {
  /** `height * width` labels, rows from the top. */
  readonly labels: Int32Array;
  readonly width: number;
  readonly height: number;
  /** The largest label that there may be. */
  readonly count: number;
}
