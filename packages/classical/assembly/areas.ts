// Pixels made of all that they cover: blocks of 2 x 2, larger blocks, and parts of pixels. Loops take whole blocks and scribble on what lies
// behind a line.

function left(a: v128, b: v128, channels: i32): v128 {
  if (channels === 1) return i8x16.shuffle(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  if (channels === 2) return i8x16.shuffle(a, b, 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29);
  if (channels === 3) return i8x16.shuffle(a, b, 0, 1, 2, 6, 7, 8, 12, 13, 14, 26, 27, 28, 0, 0, 0, 0);
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
}

function right(a: v128, b: v128, channels: i32): v128 {
  if (channels === 1) return i8x16.shuffle(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
  if (channels === 2) return i8x16.shuffle(a, b, 2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31);
  if (channels === 3) return i8x16.shuffle(a, b, 3, 4, 5, 9, 10, 11, 23, 24, 25, 29, 30, 31, 0, 0, 0, 0);
  return i8x16.shuffle(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}

/** The sum of four, over four, halves up. */
function meanOnce(a: v128, b: v128, c: v128, d: v128): v128 {
  const two = i16x8.splat(2);
  const low = i16x8.add(
    i16x8.add(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b)),
    i16x8.add(i16x8.extend_low_i8x16_u(c), i16x8.extend_low_i8x16_u(d)),
  );
  const high = i16x8.add(
    i16x8.add(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(b)),
    i16x8.add(i16x8.extend_high_i8x16_u(c), i16x8.extend_high_i8x16_u(d)),
  );
  return i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(low, two), 2), i16x8.shr_u(i16x8.add(high, two), 2));
}

function halve(above: usize, below: usize, out: usize, count: usize, channels: i32, once: i32): void {
  const taken: usize = channels === 3 ? 24 : 32;
  const made: usize = taken >> 1;
  const next: usize = taken - 16;
  for (const end = out + count; out < end; out += made, above += taken, below += taken) {
    const a = v128.load(above);
    const b = v128.load(above + next);
    const c = v128.load(below);
    const d = v128.load(below + next);
    const topLeft = left(a, b, channels);
    const topRight = right(a, b, channels);
    const bottomLeft = left(c, d, channels);
    const bottomRight = right(c, d, channels);
    v128.store(
      out,
      once
        ? meanOnce(topLeft, topRight, bottomLeft, bottomRight)
        : i8x16.avgr_u(i8x16.avgr_u(topLeft, topRight), i8x16.avgr_u(bottomLeft, bottomRight)),
    );
  }
}

/** Blocks of 2 x 2 pixels as one: their mean (`once`), or the mean of means, each rounded. */
export function halveRows(above: usize, below: usize, out: usize, count: usize, channels: i32, once: i32): void {
  if (once) {
    if (channels === 1) halve(above, below, out, count, 1, 1);
    else if (channels === 2) halve(above, below, out, count, 2, 1);
    else if (channels === 3) halve(above, below, out, count, 3, 1);
    else halve(above, below, out, count, 4, 1);
  } else {
    if (channels === 1) halve(above, below, out, count, 1, 0);
    else if (channels === 2) halve(above, below, out, count, 2, 0);
    else if (channels === 3) halve(above, below, out, count, 3, 0);
    else halve(above, below, out, count, 4, 0);
  }
}

/** Sums of `rows` rows of bytes, at most 257, as 16 bits. */
export function sumRows(from: usize, length: usize, rows: usize, out: usize): void {
  for (let j: usize = 0; j < length; j += 16) {
    let low = i16x8.splat(0);
    let high = low;
    let at = from + j;
    for (const end = at + rows * length; at < end; at += length) {
      const values = v128.load(at);
      low = i16x8.add(low, i16x8.extend_low_i8x16_u(values));
      high = i16x8.add(high, i16x8.extend_high_i8x16_u(values));
    }
    v128.store(out + (j << 1), low);
    v128.store(out + (j << 1), high, 16);
  }
}

/** Means of `width` sums each, every `channels` values, times `scale`, halves to even, as bytes. */
export function meanOfSums(sums: usize, width: usize, channels: usize, scale: f32, out: usize, count: usize): void {
  const step = channels << 1;
  for (const end = out + count; out < end; sums += (width - 1) * step) {
    for (const last = out + channels; out < last; out++, sums += 2) {
      let sum = 0;
      for (let at = sums, stop = sums + width * step; at < stop; at += step) sum += <i32>load<u16>(at);
      store<u8>(out, <u8>nearest(<f32>sum * scale));
    }
  }
}

/** Sums in single precision, tap by tap. As the others across, but each tap has its own load and four float32 weights. */
export function coverAcross(
  row: usize,
  offsets: usize,
  table: usize,
  groups: i32,
  taps: i32,
  step: usize,
  out: usize,
  size: usize,
): void {
  for (const end = offsets + (groups << 2); offsets < end; offsets += 4, out += size) {
    const shuffle = v128.load(table);
    let from = row + load<u32>(offsets);
    let sums = f32x4.splat(0);
    table += 16;
    for (let tap = 0; tap < taps; tap++, from += step, table += 16) {
      const values = f32x4.convert_i32x4_u(i8x16.swizzle(v128.load(from), shuffle));
      sums = f32x4.add(sums, f32x4.mul(values, v128.load(table)));
    }
    v128.store(out, sums);
  }
}

/** `sums = weight * line`, or added to them. */
export function coverDown(line: usize, weight: f32, sums: usize, count: usize, first: i32): void {
  const weights = f32x4.splat(weight);
  for (const end = sums + (count << 2); sums < end; sums += 16, line += 16) {
    const term = f32x4.mul(v128.load(line), weights);
    v128.store(sums, first ? term : f32x4.add(v128.load(sums), term));
  }
}

/** Halves to even. */
export function roundFloats(sums: usize, out: usize, count: usize): void {
  for (const end = out + count; out < end; out += 8, sums += 32) {
    const low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(v128.load(sums)));
    const high = i32x4.trunc_sat_f32x4_s(f32x4.nearest(v128.load(sums, 16)));
    const words = i16x8.narrow_i32x4_s(low, high);
    v128.store64_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
  }
}
