/**
 * Sums lines with weights: `out[j] = sum over k of weights[k] * lines[k][j]`. The innermost loop of every linear filter: lines are taken
 * several at a time, so that a sum stays in a register.
 *
 * @param lines as many as weights, each at least as long as `out`
 */
export function combineLines(lines: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
  let k = weights.length % 4;
  if (k === 0) {
    first4(lines, weights, out);
    k = 4;
  } else if (k === 1) first1(lines[0]!, weights[0]!, out);
  else if (k === 2) first2(lines, weights, out);
  else first3(lines, weights, out);
  for (; k < weights.length; k += 4) add4(lines, weights, k, out);
}

function first1(a: Float64Array, w: number, out: Float64Array): void {
  for (let j = 0; j < out.length; j++) out[j] = w * a[j]!;
}

function first2(lines: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
  const a = lines[0]!;
  const b = lines[1]!;
  const u = weights[0]!;
  const v = weights[1]!;
  for (let j = 0; j < out.length; j++) out[j] = u * a[j]! + v * b[j]!;
}

function first3(lines: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
  const a = lines[0]!;
  const b = lines[1]!;
  const c = lines[2]!;
  const u = weights[0]!;
  const v = weights[1]!;
  const w = weights[2]!;
  for (let j = 0; j < out.length; j++) out[j] = u * a[j]! + v * b[j]! + w * c[j]!;
}

function first4(lines: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
  const a = lines[0]!;
  const b = lines[1]!;
  const c = lines[2]!;
  const d = lines[3]!;
  const u = weights[0]!;
  const v = weights[1]!;
  const w = weights[2]!;
  const x = weights[3]!;
  for (let j = 0; j < out.length; j++) out[j] = u * a[j]! + v * b[j]! + w * c[j]! + x * d[j]!;
}

function add4(lines: readonly Float64Array[], weights: Float64Array, k: number, out: Float64Array): void {
  const a = lines[k]!;
  const b = lines[k + 1]!;
  const c = lines[k + 2]!;
  const d = lines[k + 3]!;
  const u = weights[k]!;
  const v = weights[k + 1]!;
  const w = weights[k + 2]!;
  const x = weights[k + 3]!;
  for (let j = 0; j < out.length; j++) out[j] = out[j]! + u * a[j]! + v * b[j]! + w * c[j]! + x * d[j]!;
}
