/** Index of the input sample nearest to each output sample, half-pixel centres. */
export function nearestIndices(input: number, out: number): Int32Array {
  return Int32Array.from({ length: out }, (_, i) => Math.min(input - 1, Math.floor(((i + 0.5) * input) / out)));
}

/**
 * The matrix `[out, input]` of bilinear resampling with half-pixel centres; each row sums to 1.
 *
 * @param antialias widen the triangle to the distance of output samples when reducing
 */
export function bilinearWeights(input: number, out: number, antialias: boolean): Float32Array {
  const scale = input / out;
  const support = antialias ? Math.max(1, scale) : 1;
  const weights = new Float32Array(out * input);
  for (let i = 0; i < out; i++) {
    const raw = (i + 0.5) * scale;
    // Without antialiasing the border repeats; with it the triangle is cut off there and normalised.
    const centre = antialias ? raw : Math.min(Math.max(raw, 0.5), input - 0.5);
    const first = Math.max(0, Math.ceil(centre - support - 0.5));
    const last = Math.min(input - 1, Math.floor(centre + support - 0.5));
    let sum = 0;
    for (let j = first; j <= last; j++) sum += Math.max(0, 1 - Math.abs(j + 0.5 - centre) / support);
    for (let j = first; j <= last; j++)
      weights[i * input + j] = Math.max(0, 1 - Math.abs(j + 0.5 - centre) / support) / sum;
  }
  return weights;
}
