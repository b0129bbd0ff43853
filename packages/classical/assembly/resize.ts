// Rows of bytes resized across, and lines of them combined downwards, in whole numbers. Loops take whole blocks and scribble on what lies behind
// a line.
//
// Across, four values at a time: a load of 16 bytes holds all that they are made of in one pair of taps, a shuffle brings the pairs together, a
// dot product weighs and adds them. For each four values the table has the shuffle (16 bytes) and for each pair of taps eight weights of 16 bits.

/** Sums of four values. `step` is how far the next pair of taps lies. */
function weighFour(row: usize, entry: usize, pairs: i32, step: usize): v128 {
  const shuffle = v128.load(entry);
  let sums = i32x4.dot_i16x8_s(i8x16.swizzle(v128.load(row), shuffle), v128.load(entry, 16));
  for (let pair = 1; pair < pairs; pair++) {
    row += step;
    entry += 16;
    sums = i32x4.add(sums, i32x4.dot_i16x8_s(i8x16.swizzle(v128.load(row), shuffle), v128.load(entry, 16)));
  }
  return sums;
}

/** 16 bits a value: sums over 16, as OpenCV's bilinear interpolation wants them. */
export function acrossToInt16(
  row: usize,
  offsets: usize,
  table: usize,
  groups: i32,
  pairs: i32,
  step: usize,
  out: usize,
  size: usize,
): void {
  const entrySize = <usize>(16 + (pairs << 4));
  for (const end = offsets + (groups << 2); offsets < end; offsets += 4, table += entrySize, out += size) {
    const sums = i32x4.shr_s(weighFour(row + load<u32>(offsets), table, pairs, step), 4);
    v128.store64_lane(out, i16x8.narrow_i32x4_s(sums, sums), 0);
  }
}

export function acrossToFloat32(
  row: usize,
  offsets: usize,
  table: usize,
  groups: i32,
  pairs: i32,
  step: usize,
  out: usize,
  size: usize,
): void {
  const entrySize = <usize>(16 + (pairs << 4));
  for (const end = offsets + (groups << 2); offsets < end; offsets += 4, table += entrySize, out += size) {
    v128.store(out, f32x4.convert_i32x4_s(weighFour(row + load<u32>(offsets), table, pairs, step)));
  }
}

export function acrossToInt32(
  row: usize,
  offsets: usize,
  table: usize,
  groups: i32,
  pairs: i32,
  step: usize,
  out: usize,
  size: usize,
): void {
  const entrySize = <usize>(16 + (pairs << 4));
  for (const end = offsets + (groups << 2); offsets < end; offsets += 4, table += entrySize, out += size) {
    v128.store(out, weighFour(row + load<u32>(offsets), table, pairs, step));
  }
}

/** Weights of 22 bits come as two: above 2^11, and the rest. Both sums make one again. */
function roundPillow(high: v128, low: v128): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.add(i32x4.shl(high, 11), low), i32x4.splat(1 << 21)), 22);
}

/** Bytes. The table has the high and the low weights of each pair of taps. */
export function acrossToUint8(
  row: usize,
  offsets: usize,
  table: usize,
  groups: i32,
  pairs: i32,
  step: usize,
  out: usize,
  size: usize,
): void {
  for (const end = offsets + (groups << 2); offsets < end; offsets += 4, out += size) {
    const shuffle = v128.load(table);
    let high = i32x4.splat(0);
    let low = i32x4.splat(0);
    let from = row + load<u32>(offsets);
    table += 16;
    for (let pair = 0; pair < pairs; pair++, from += step, table += 32) {
      const values = i8x16.swizzle(v128.load(from), shuffle);
      high = i32x4.add(high, i32x4.dot_i16x8_s(values, v128.load(table)));
      low = i32x4.add(low, i32x4.dot_i16x8_s(values, v128.load(table, 16)));
    }
    const sums = roundPillow(high, low);
    const words = i16x8.narrow_i32x4_s(sums, sums);
    v128.store32_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
  }
}

/** The upper halves of products of 16 bits. */
function highHalves(a: v128, b: v128): v128 {
  return i8x16.shuffle(
    i32x4.extmul_low_i16x8_s(a, b),
    i32x4.extmul_high_i16x8_s(a, b),
    2,
    3,
    6,
    7,
    10,
    11,
    14,
    15,
    18,
    19,
    22,
    23,
    26,
    27,
    30,
    31,
  );
}

/** Two lines of 16 bits as bytes, bilinear. */
export function blendTwo(above: usize, below: usize, a: i32, b: i32, out: usize, count: usize): void {
  const weightA = i16x8.splat(<i16>a);
  const weightB = i16x8.splat(<i16>b);
  const two = i16x8.splat(2);
  for (const end = out + count; out < end; out += 8, above += 16, below += 16) {
    const sums = i16x8.add(highHalves(v128.load(above), weightA), highHalves(v128.load(below), weightB));
    const words = i16x8.shr_s(i16x8.add(sums, two), 2);
    v128.store64_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
  }
}

function blendFloats(lines: usize, j: usize, a: v128, b: v128, c: v128, d: v128): v128 {
  let sum = f32x4.mul(v128.load(<usize>load<u32>(lines, 12) + j), d);
  sum = f32x4.add(f32x4.mul(v128.load(<usize>load<u32>(lines, 8) + j), c), sum);
  sum = f32x4.add(f32x4.mul(v128.load(<usize>load<u32>(lines, 4) + j), b), sum);
  sum = f32x4.add(f32x4.mul(v128.load(<usize>load<u32>(lines) + j), a), sum);
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(sum));
}

/** Four lines of float32 as bytes, bicubic; `weights` are whole. What is left behind blocks of eight is summed in whole numbers. */
export function blendFour(lines: usize, weights: usize, out: usize, count: usize): void {
  const scale: f32 = 1.0 / 4194304.0;
  const a = f32x4.splat(<f32>load<i32>(weights) * scale);
  const b = f32x4.splat(<f32>load<i32>(weights, 4) * scale);
  const c = f32x4.splat(<f32>load<i32>(weights, 8) * scale);
  const d = f32x4.splat(<f32>load<i32>(weights, 12) * scale);
  let j: usize = 0;
  for (const end = (count & -8) << 2; j < end; j += 32, out += 8) {
    const words = i16x8.narrow_i32x4_s(blendFloats(lines, j, a, b, c, d), blendFloats(lines, j + 16, a, b, c, d));
    v128.store64_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
  }
  for (; j < count << 2; j += 4, out++) {
    let sum = 1 << 21;
    for (let k: usize = 0; k < 16; k += 4)
      sum += load<i32>(weights + k) * <i32>load<f32>(<usize>load<u32>(lines + k) + j);
    store<u8>(out, <u8>min(255, max(0, sum >> 22)));
  }
}

function blendInts(lines: usize, weights: usize, j: usize): v128 {
  let sum = i32x4.splat(1 << 21);
  for (let k: usize = 0; k < 32; k += 4) {
    sum = i32x4.add(sum, i32x4.mul(v128.load(<usize>load<u32>(lines + k) + j), v128.load32_splat(weights + k)));
  }
  return i32x4.shr_s(sum, 22);
}

/** Eight lines of 32 bits as bytes. */
export function blendEight(lines: usize, weights: usize, out: usize, count: usize): void {
  for (let j: usize = 0; j < count << 2; j += 32, out += 8) {
    const words = i16x8.narrow_i32x4_s(blendInts(lines, weights, j), blendInts(lines, weights, j + 16));
    v128.store64_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
  }
}

/** Lines of bytes as bytes: for each pair of lines two weights of 16 bits, high, and two, low. */
export function blendUint8(lines: usize, weights: usize, pairs: usize, out: usize, count: usize): void {
  const end = lines + (pairs << 3);
  for (let j: usize = 0; j < count; j += 8) {
    let high0 = i32x4.splat(0);
    let high1 = high0;
    let low0 = high0;
    let low1 = high0;
    let weight = weights;
    for (let line = lines; line < end; line += 8, weight += 8) {
      const both = i8x16.shuffle(
        v128.load64_zero(<usize>load<u32>(line) + j),
        v128.load64_zero(<usize>load<u32>(line, 4) + j),
        0,
        16,
        1,
        17,
        2,
        18,
        3,
        19,
        4,
        20,
        5,
        21,
        6,
        22,
        7,
        23,
      );
      const first = i16x8.extend_low_i8x16_u(both);
      const second = i16x8.extend_high_i8x16_u(both);
      const high = v128.load32_splat(weight);
      const low = v128.load32_splat(weight, 4);
      high0 = i32x4.add(high0, i32x4.dot_i16x8_s(first, high));
      high1 = i32x4.add(high1, i32x4.dot_i16x8_s(second, high));
      low0 = i32x4.add(low0, i32x4.dot_i16x8_s(first, low));
      low1 = i32x4.add(low1, i32x4.dot_i16x8_s(second, low));
    }
    const words = i16x8.narrow_i32x4_s(roundPillow(high0, low0), roundPillow(high1, low1));
    v128.store64_lane(out + j, i8x16.narrow_i16x8_u(words, words), 0);
  }
}

/**
 * Pixels of `size` bytes to one after the other; `offsets` are bytes of a row. Four at a time, and all bytes of a pixel or more, the next one
 * over what was too much.
 */
export function copyPixels(row: usize, offsets: usize, out: usize, count: usize, size: usize): void {
  const end = offsets + (count << 2);
  if (size === 1) {
    for (; offsets < end; offsets += 16, out += 4) {
      store<u8>(out, load<u8>(row + load<u32>(offsets)));
      store<u8>(out, load<u8>(row + load<u32>(offsets, 4)), 1);
      store<u8>(out, load<u8>(row + load<u32>(offsets, 8)), 2);
      store<u8>(out, load<u8>(row + load<u32>(offsets, 12)), 3);
    }
  } else if (size === 2) {
    for (; offsets < end; offsets += 16, out += 8) {
      store<u16>(out, load<u16>(row + load<u32>(offsets)));
      store<u16>(out, load<u16>(row + load<u32>(offsets, 4)), 2);
      store<u16>(out, load<u16>(row + load<u32>(offsets, 8)), 4);
      store<u16>(out, load<u16>(row + load<u32>(offsets, 12)), 6);
    }
  } else if (size <= 4) {
    for (; offsets < end; offsets += 16, out += size << 2) {
      store<u32>(out, load<u32>(row + load<u32>(offsets)));
      store<u32>(out + size, load<u32>(row + load<u32>(offsets, 4)));
      store<u32>(out + size * 2, load<u32>(row + load<u32>(offsets, 8)));
      store<u32>(out + size * 3, load<u32>(row + load<u32>(offsets, 12)));
    }
  } else {
    for (; offsets < end; offsets += 4, out += size) v128.store(out, v128.load(row + load<u32>(offsets)));
  }
}
