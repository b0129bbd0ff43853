// Lines of float64 sums. Every line begins at a multiple of 16 bytes and is followed by room for a whole block: loops take whole blocks and
// scribble on what lies behind a line.

/** Four values of a line are widened at a time. */
function widenFour(four: v128, to: usize): void {
  v128.store(to, f64x2.convert_low_i32x4_u(four));
  v128.store(
    to,
    f64x2.convert_low_i32x4_u(i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)),
    16,
  );
}

/** `count` bytes as float64. */
export function widenUint8(from: usize, to: usize, count: usize): void {
  for (const end = from + count; from < end; from += 8, to += 64) {
    const eight = v128.load8x8_u(from);
    widenFour(i32x4.extend_low_i16x8_u(eight), to);
    widenFour(i32x4.extend_high_i16x8_u(eight), to + 32);
  }
}

export function widenUint16(from: usize, to: usize, count: usize): void {
  for (const end = from + count * 2; from < end; from += 16, to += 64) {
    const eight = v128.load(from);
    widenFour(i32x4.extend_low_i16x8_u(eight), to);
    widenFour(i32x4.extend_high_i16x8_u(eight), to + 32);
  }
}

export function widenFloat32(from: usize, to: usize, count: usize): void {
  for (const end = from + count * 4; from < end; from += 8, to += 16) {
    v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(from)));
  }
}

/** `out[j] = sum over k of weights[k] * lines[k][j]`, in the order of k; `lines` are addresses. Eight sums stay in registers. */
export function combine(lines: usize, weights: usize, taps: usize, out: usize, count: usize): void {
  const lastLine = lines + (taps << 2);
  for (let j: usize = 0; j < count << 3; j += 64) {
    let line = <usize>load<u32>(lines) + j;
    let w = v128.load64_splat(weights);
    let a = f64x2.mul(w, v128.load(line));
    let b = f64x2.mul(w, v128.load(line, 16));
    let c = f64x2.mul(w, v128.load(line, 32));
    let d = f64x2.mul(w, v128.load(line, 48));
    let weight = weights + 8;
    for (let next = lines + 4; next < lastLine; next += 4, weight += 8) {
      line = <usize>load<u32>(next) + j;
      w = v128.load64_splat(weight);
      a = f64x2.add(a, f64x2.mul(w, v128.load(line)));
      b = f64x2.add(b, f64x2.mul(w, v128.load(line, 16)));
      c = f64x2.add(c, f64x2.mul(w, v128.load(line, 32)));
      d = f64x2.add(d, f64x2.mul(w, v128.load(line, 48)));
    }
    v128.store(out + j, a);
    v128.store(out + j, b, 16);
    v128.store(out + j, c, 32);
    v128.store(out + j, d, 48);
  }
}

/** Two sums, scaled and rounded to nearest, halves to even, within 0 and `most`; NaN is 0. */
function roundTwo(from: usize, scale: v128, bias: v128, most: v128): v128 {
  const value = f64x2.add(f64x2.mul(v128.load(from), scale), bias);
  // In this order: pmax gives its first operand, 0, where a comparison with NaN fails.
  return f64x2.nearest(f64x2.pmin(most, f64x2.pmax(f64x2.splat(0), value)));
}

function roundFour(from: usize, scale: v128, bias: v128, most: v128): v128 {
  const low = i32x4.trunc_sat_f64x2_u_zero(roundTwo(from, scale, bias, most));
  const high = i32x4.trunc_sat_f64x2_u_zero(roundTwo(from + 16, scale, bias, most));
  return i8x16.shuffle(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

/** `scale * sum + bias` as bytes. */
export function roundUint8(from: usize, to: usize, count: usize, scale: f64, bias: f64): void {
  const s = f64x2.splat(scale);
  const b = f64x2.splat(bias);
  const most = f64x2.splat(255);
  for (const end = to + count; to < end; to += 8, from += 64) {
    const eight = i16x8.narrow_i32x4_u(roundFour(from, s, b, most), roundFour(from + 32, s, b, most));
    v128.store64_lane(to, i8x16.narrow_i16x8_u(eight, eight), 0);
  }
}

export function roundUint16(from: usize, to: usize, count: usize, scale: f64, bias: f64): void {
  const s = f64x2.splat(scale);
  const b = f64x2.splat(bias);
  const most = f64x2.splat(65535);
  for (const end = to + count * 2; to < end; to += 16, from += 64) {
    v128.store(to, i16x8.narrow_i32x4_u(roundFour(from, s, b, most), roundFour(from + 32, s, b, most)));
  }
}

/** Sums as float32. */
export function narrowFloat32(from: usize, to: usize, count: usize): void {
  for (const end = to + count * 4; to < end; to += 8, from += 16) {
    v128.store64_lane(to, f32x4.demote_f64x2_zero(v128.load(from)), 0);
  }
}
