/** Slopes and steepness of one row of a picture. */
export interface GradientRow {
  readonly across: Float64Array;
  readonly down: Float64Array;
  readonly magnitude: Float64Array;
}

/** How the steepness comes from both slopes. */
export type Norm = 'l1' | 'l2';

const emptyRow = (width: number): GradientRow => ({
  across: new Float64Array(width),
  down: new Float64Array(width),
  magnitude: new Float64Array(width + 2),
});

/**
 * Follows a picture row by row and hands out Sobel slopes with the magnitudes above and below them. What lies beyond the edges is what lies at
 * them. Memory is that of a few rows. Magnitudes have a 0 on either side (position `x + 1` is that of pixel `x`) and rows of 0 above and below the picture.
 */
export class GradientRows {
  readonly #width: number;
  readonly #norm: Norm;
  readonly #use: (y: number, row: GradientRow, above: Float64Array, below: Float64Array) => void;
  #lines: Float64Array[];
  #rows: GradientRow[];
  #pushed = 0;
  #slopes = 0;

  /**
   * @param use called for every row in turn
   */
  constructor(
    width: number,
    norm: Norm,
    use: (y: number, row: GradientRow, above: Float64Array, below: Float64Array) => void,
  ) {
    this.#width = width;
    this.#norm = norm;
    this.#use = use;
    this.#lines = Array.from({ length: 3 }, () => new Float64Array(width));
    this.#rows = Array.from({ length: 3 }, () => emptyRow(width));
  }

  /** Takes the next row of the picture, top first; copied. */
  push(line: Float64Array): void {
    const recycled = this.#lines.shift()!;
    recycled.set(line);
    this.#lines.push(recycled);
    this.#pushed++;
    const [before, middle, last] = this.#lines as [Float64Array, Float64Array, Float64Array];
    if (this.#pushed === 2)
      this.#slope(middle, middle, last); // the first row
    else if (this.#pushed > 2) this.#slope(before, middle, last);
  }

  /** Says that the last row was pushed. */
  end(): void {
    const [, before, last] = this.#lines as [Float64Array, Float64Array, Float64Array];
    if (this.#pushed === 1) this.#slope(last, last, last);
    else this.#slope(before, last, last);
    this.#emit(this.#pushed - 1, new Float64Array(this.#width + 2));
  }

  #slope(above: Float64Array, middle: Float64Array, below: Float64Array): void {
    const row = this.#rows.shift()!;
    this.#rows.push(row);
    const { across, down, magnitude } = row;
    const width = this.#width;
    const l1 = this.#norm === 'l1';
    for (let x = 0; x < width; x++) {
      const l = x > 0 ? x - 1 : 0;
      const r = x < width - 1 ? x + 1 : x;
      const a = above[r]! - above[l]! + 2 * (middle[r]! - middle[l]!) + (below[r]! - below[l]!);
      const d = below[l]! - above[l]! + 2 * (below[x]! - above[x]!) + (below[r]! - above[r]!);
      across[x] = a;
      down[x] = d;
      magnitude[x + 1] = l1 ? Math.abs(a) + Math.abs(d) : Math.sqrt(a * a + d * d);
    }
    if (this.#slopes++ > 0) this.#emit(this.#slopes - 2, magnitude);
  }

  /** The row before the last slope is complete: what lies below it is known. */
  #emit(y: number, below: Float64Array): void {
    const end = y === this.#slopes - 1;
    const row = this.#rows[end ? 2 : 1]!;
    const above = y === 0 ? new Float64Array(this.#width + 2) : this.#rows[end ? 1 : 0]!.magnitude;
    this.#use(y, row, above, below);
  }
}
