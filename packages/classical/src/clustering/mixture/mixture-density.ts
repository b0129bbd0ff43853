import { PictureError } from '@cv/image';
import { covarianceSize, type MixtureParameters } from './mixture-parameters.ts';

/** How likely points are under a mixture. */
export class MixtureDensity {
  readonly #k: number;
  readonly #dimensions: number;
  readonly #means: Float64Array;
  /** Inverse of the lower Cholesky factor of each covariance. */
  readonly #whitening: Float64Array;
  /** Logarithm of weight and normalisation. */
  readonly #offsets: Float64Array;
  readonly #shifted: Float64Array;

  /** @throws {PictureError} `option` where a covariance is not positive definite */
  constructor(where: string, parameters: MixtureParameters) {
    const { weights, means } = parameters;
    const k = weights.length;
    const dimensions = means.length / k;
    this.#k = k;
    this.#dimensions = dimensions;
    this.#means = means;
    this.#whitening = new Float64Array(k * dimensions * dimensions);
    this.#offsets = new Float64Array(k);
    this.#shifted = new Float64Array(dimensions);
    for (let c = 0; c < k; c++) {
      const inverse = inverseCholesky(covarianceOf(parameters, c, dimensions), dimensions);
      if (inverse === undefined) {
        const message = `${where}: covariance ${c} is not positive definite; raise regularization`;
        throw new PictureError('option', message, { component: c });
      }
      this.#whitening.set(inverse, c * dimensions * dimensions);
      let offset = Math.log(weights[c]!) - (dimensions / 2) * Math.log(2 * Math.PI);
      for (let d = 0; d < dimensions; d++) offset += Math.log(inverse[d * dimensions + d]!);
      this.#offsets[c] = offset;
    }
  }

  /**
   * @param at where the point begins in `values`
   * @param shares how much each component has to do with it; overwritten, adds up to 1
   * @returns logarithm of the density
   */
  evaluate(values: Float64Array, at: number, shares: Float64Array): number {
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < this.#k; c++) {
      const share = this.#offsets[c]! - this.#squaredLength(values, at, c) / 2;
      shares[c] = share;
      if (share > most) most = share;
    }
    let sum = 0;
    for (let c = 0; c < this.#k; c++) {
      const share = Math.exp(shares[c]! - most);
      shares[c] = share;
      sum += share;
    }
    for (let c = 0; c < this.#k; c++) shares[c]! /= sum;
    return most + Math.log(sum);
  }

  /** Mahalanobis distance of a point from a mean, squared. */
  #squaredLength(values: Float64Array, at: number, c: number): number {
    const dimensions = this.#dimensions;
    const shifted = this.#shifted;
    for (let d = 0; d < dimensions; d++) shifted[d] = values[at + d]! - this.#means[c * dimensions + d]!;
    let length = 0;
    for (let row = 0, w = c * dimensions * dimensions; row < dimensions; row++, w += dimensions) {
      let white = 0;
      for (let d = 0; d <= row; d++) white += this.#whitening[w + d]! * shifted[d]!;
      length += white * white;
    }
    return length;
  }
}

/** A covariance as a whole matrix. */
function covarianceOf({ covariances, kind }: MixtureParameters, c: number, dimensions: number): Float64Array {
  const size = covarianceSize(kind, dimensions);
  const own = covariances.subarray(c * size, (c + 1) * size);
  if (kind === 'full') return own;
  const matrix = new Float64Array(dimensions * dimensions);
  for (let d = 0; d < dimensions; d++) matrix[d * dimensions + d] = own[kind === 'diagonal' ? d : 0]!;
  return matrix;
}

/** Of a symmetric matrix; undefined unless it is positive definite. */
function inverseCholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!;
      if (row === column && !(sum > 0 && Number.isFinite(sum))) return undefined;
      lower[row * size + column] = row === column ? Math.sqrt(sum) : sum / lower[column * size + column]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) sum -= lower[row * size + k]! * inverse[k * size + column]!;
      inverse[row * size + column] = sum / lower[row * size + row]!;
    }
  }
  return inverse;
}
