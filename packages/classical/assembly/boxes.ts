// Sums of all windows of a size, over rows of whole numbers: column sums slide down, window sums along them. Loops take whole blocks and scribble
// on what lies behind an array.

/** `sums[j] += entering[j] - leaving[j]`. */
function slide<T>(entering: usize, leaving: usize, sums: usize, count: usize): void {
  for (
    const end = entering + count * sizeof<T>();
    entering < end;
    entering += 8 * sizeof<T>(), leaving += 8 * sizeof<T>(), sums += 32
  ) {
    const a = sizeof<T>() === 1 ? v128.load8x8_u(entering) : v128.load(entering);
    const b = sizeof<T>() === 1 ? v128.load8x8_u(leaving) : v128.load(leaving);
    const low = i32x4.sub(i32x4.extend_low_i16x8_u(a), i32x4.extend_low_i16x8_u(b));
    const high = i32x4.sub(i32x4.extend_high_i16x8_u(a), i32x4.extend_high_i16x8_u(b));
    v128.store(sums, i32x4.add(v128.load(sums), low));
    v128.store(sums, i32x4.add(v128.load(sums, 16), high), 16);
  }
}

/** `out[j]` is the sum of `span` sums, `channels` apart, from `sums[j]` on. */
function across(sums: usize, span: usize, channels: usize, out: usize, count: usize): void {
  const step = channels << 2;
  const far = span * step;
  for (let channel: usize = 0; channel < channels; channel++) {
    let sum: i32 = 0;
    const begin = sums + (channel << 2);
    for (let at = begin; at < begin + far; at += step) sum += load<i32>(at);
    store<i32>(out + (channel << 2), sum);
    let at = begin;
    let to = out + (channel << 2) + step;
    for (const end = out + (count << 2); to < end; to += step, at += step) {
      sum += load<i32>(at + far) - load<i32>(at);
      store<i32>(to, sum);
    }
  }
}

/** `scale * sum` of four sums. */
function scaled(from: usize, scale: v128, high: bool): v128 {
  const four = v128.load(from);
  const two = high ? i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7) : four;
  return f64x2.mul(f64x2.convert_low_i32x4_s(two), scale);
}

/** Rounded to nearest, halves to even. */
function rounded(from: usize, scale: v128): v128 {
  const low = i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(scaled(from, scale, false)));
  const high = i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(scaled(from, scale, true)));
  return i8x16.shuffle(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

function write<T>(sums: usize, to: usize, count: usize, scale: v128): void {
  for (const end = to + count * sizeof<T>(); to < end; to += 8 * sizeof<T>(), sums += 32) {
    if (isFloat<T>()) {
      for (let i: usize = 0; i < 2; i++) {
        const low = f32x4.demote_f64x2_zero(scaled(sums + 16 * i, scale, false));
        const high = f32x4.demote_f64x2_zero(scaled(sums + 16 * i, scale, true));
        v128.store(to + 16 * i, i8x16.shuffle(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
      }
    } else {
      const eight = i16x8.narrow_i32x4_u(rounded(sums, scale), rounded(sums + 16, scale));
      if (sizeof<T>() === 1) v128.store64_lane(to, i8x16.narrow_i16x8_u(eight, eight), 0);
      else v128.store(to, eight);
    }
  }
}

/**
 * Rows of means. `strip` has `rows + height - 1` rows of `pitch` values, and behind them a row of zeros.
 * @param length values of a row of the result
 * @param columns room for `pitch` sums
 * @param windows room for `length` sums
 */
function means<T, R>(
  strip: usize,
  pitch: usize,
  zeros: usize,
  rows: usize,
  height: usize,
  width: usize,
  channels: usize,
  length: usize,
  columns: usize,
  windows: usize,
  out: usize,
  scale: f64,
): void {
  const bytes = pitch * sizeof<T>();
  const factor = f64x2.splat(scale);
  memory.fill(columns, 0, pitch * 4 + 64);
  let entering = strip;
  for (let y: usize = 1; y < height; y++, entering += bytes) slide<T>(entering, zeros, columns, pitch);
  let leaving = zeros;
  let next = strip;
  for (let y: usize = 0; y < rows; y++, entering += bytes, out += length * sizeof<R>()) {
    slide<T>(entering, leaving, columns, pitch);
    leaving = next;
    next += bytes;
    across(columns, width, channels, windows, length);
    write<R>(windows, out, length, factor);
  }
}

export function meansUint8ToUint8(
  strip: usize,
  pitch: usize,
  zeros: usize,
  rows: usize,
  height: usize,
  width: usize,
  channels: usize,
  length: usize,
  columns: usize,
  windows: usize,
  out: usize,
  scale: f64,
): void {
  means<u8, u8>(strip, pitch, zeros, rows, height, width, channels, length, columns, windows, out, scale);
}

export function meansUint8ToFloat32(
  strip: usize,
  pitch: usize,
  zeros: usize,
  rows: usize,
  height: usize,
  width: usize,
  channels: usize,
  length: usize,
  columns: usize,
  windows: usize,
  out: usize,
  scale: f64,
): void {
  means<u8, f32>(strip, pitch, zeros, rows, height, width, channels, length, columns, windows, out, scale);
}

export function meansUint16ToUint16(
  strip: usize,
  pitch: usize,
  zeros: usize,
  rows: usize,
  height: usize,
  width: usize,
  channels: usize,
  length: usize,
  columns: usize,
  windows: usize,
  out: usize,
  scale: f64,
): void {
  means<u16, u16>(strip, pitch, zeros, rows, height, width, channels, length, columns, windows, out, scale);
}

export function meansUint16ToFloat32(
  strip: usize,
  pitch: usize,
  zeros: usize,
  rows: usize,
  height: usize,
  width: usize,
  channels: usize,
  length: usize,
  columns: usize,
  windows: usize,
  out: usize,
  scale: f64,
): void {
  means<u16, f32>(strip, pitch, zeros, rows, height, width, channels, length, columns, windows, out, scale);
}
