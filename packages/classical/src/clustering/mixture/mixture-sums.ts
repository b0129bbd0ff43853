import { covarianceSize, type MixtureParameters } from './mixture-parameters.ts';

/** So that an empty component divides by something. @source scikit-learn */
const LEAST = 10 * 2 ** -52;

/**
 * What the points of each component add up to, measured from the means before, so that no digits are lost: all that is needed for the next parameters,
 * in one pass and without keeping who belongs where.
 */
export class MixtureSums {
  readonly #before: MixtureParameters;
  readonly #dimensions: number;
  readonly #totals: Float64Array;
  readonly #sums: Float64Array;
  /** Lower triangles, or the diagonals. */
  readonly #products: Float64Array;
  readonly #shifted: Float64Array;

  constructor(before: MixtureParameters) {
    const k = before.weights.length;
    const dimensions = before.means.length / k;
    this.#before = before;
    this.#dimensions = dimensions;
    this.#totals = new Float64Array(k);
    this.#sums = new Float64Array(k * dimensions);
    this.#products = new Float64Array(k * dimensions * dimensions);
    this.#shifted = new Float64Array(dimensions);
  }

  /** Adds a part of a point to a component. */
  add(values: Float64Array, at: number, { c, share }: { readonly c: number; readonly share: number }): void {
    const dimensions = this.#dimensions;
    const shifted = this.#shifted;
    const { means, kind } = this.#before;
    this.#totals[c]! += share;
    for (let d = 0; d < dimensions; d++) {
      const value = values[at + d]! - means[c * dimensions + d]!;
      shifted[d] = value;
      this.#sums[c * dimensions + d]! += share * value;
    }
    const full = kind === 'full';
    for (let row = 0, p = c * dimensions * dimensions; row < dimensions; row++, p += dimensions) {
      const value = share * shifted[row]!;
      for (let d = full ? 0 : row; d <= row; d++) this.#products[p + d]! += value * shifted[d]!;
    }
  }

  /** The parameters under which these points are most likely. */
  parameters(regularization: number): MixtureParameters {
    const { kind, means: old } = this.#before;
    const k = this.#totals.length;
    const dimensions = this.#dimensions;
    const totals = this.#totals.map((total) => total + LEAST);
    const all = totals.reduce((sum, total) => sum + total, 0);
    const shifts = this.#sums.map((sum, at) => sum / totals[Math.trunc(at / dimensions)]!);
    const size = covarianceSize(kind, dimensions);
    const covariances = new Float64Array(k * size);
    for (let c = 0; c < k; c++) {
      const covariance = (row: number, column: number): number => {
        const product = this.#products[(c * dimensions + row) * dimensions + column]! / totals[c]!;
        const value = product - shifts[c * dimensions + row]! * shifts[c * dimensions + column]!;
        return row === column ? value + regularization : value;
      };
      for (let row = 0; row < dimensions; row++) {
        if (kind === 'diagonal') covariances[c * size + row] = covariance(row, row);
        else if (kind === 'spherical') covariances[c]! += covariance(row, row) / dimensions;
        else {
          for (let column = 0; column <= row; column++) {
            const value = covariance(row, column);
            covariances[c * size + row * dimensions + column] = value;
            covariances[c * size + column * dimensions + row] = value;
          }
        }
      }
    }
    return {
      weights: totals.map((total) => total / all),
      means: old.map((mean, at) => mean + shifts[at]!),
      covariances,
      kind,
    };
  }
}
