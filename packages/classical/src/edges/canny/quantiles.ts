/**
 * Values that given shares of the numbers lie below, between two numbers by linear interpolation.
 * @param values sorted in place
 * @source numpy.quantile, method 'linear'
 */
export function quantiles(values: Float64Array, shares: readonly number[]): number[] {
  values.sort();
  return shares.map((share) => {
    const at = share * (values.length - 1);
    const low = Math.floor(at);
    const a = values[low]!;
    const b = values[Math.min(values.length - 1, low + 1)]!;
    return a + (b - a) * (at - low);
  });
}
