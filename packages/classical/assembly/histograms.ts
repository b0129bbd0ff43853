// Medians of bytes by histograms of columns, at a cost that does not depend on the size of the window. All histograms are cumulative, so that the
// place of the median in one is the number of its bins that are not above half. Every column has 16 coarse bins and for each of them 16 fine ones,
// of one byte each: a change of one pixel is one addition of 16 bytes. Those of the window have two bytes; its fine ones are brought up to date
// where the median lies.

/** The columns of a tile: 16 coarse bins each, and 16 such rows of fine ones, `stride` bytes from one to the next. */
let coarse: usize = 0;
let fine: usize = 0;
let stride: usize = 0;

/** 16 bins that count a value: all from its own on. -1 there. */
function binsFrom(value: u32): v128 {
  return i8x16.ge_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>value));
}

function enter(row: usize, across: usize): void {
  let column = coarse;
  let bins = fine;
  for (const end = row + across; row < end; row++, column += 16, bins += 16) {
    const value = <u32>load<u8>(row);
    v128.store(column, i8x16.sub(v128.load(column), binsFrom(value >> 4)));
    const bin = bins + <usize>(value >> 4) * stride;
    v128.store(bin, i8x16.sub(v128.load(bin), binsFrom(value & 15)));
  }
}

function leave(row: usize, across: usize): void {
  let column = coarse;
  let bins = fine;
  for (const end = row + across; row < end; row++, column += 16, bins += 16) {
    const value = <u32>load<u8>(row);
    v128.store(column, i8x16.add(v128.load(column), binsFrom(value >> 4)));
    const bin = bins + <usize>(value >> 4) * stride;
    v128.store(bin, i8x16.add(v128.load(bin), binsFrom(value & 15)));
  }
}

/** How many of 16 bins, eight in each half, are at most `most`. */
function binsUpTo(low: v128, high: v128, most: i32): i32 {
  const limit = i16x8.splat(<i16>most);
  return popcnt(i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.le_u(low, limit), i16x8.le_u(high, limit))));
}

/**
 * One channel of a row of a tile.
 * @param span bytes from the first to the last pixel of a window
 * @param window room: 16 bytes, of which the last are 0, the coarse bins, then 16 times the fine ones, and the columns that they begin with
 */
function walk(first: usize, length: usize, span: usize, step: usize, half: i32, window: usize, out: usize): void {
  const sums = window + 48;
  const since = sums + 512;
  for (let bin: usize = 0; bin < 16; bin++) store<i32>(since + (bin << 2), i32.MIN_VALUE >> 2);
  let low = i16x8.splat(0);
  let high = i16x8.splat(0);
  for (let j = first; j < first + span; j += step) {
    const column = v128.load(coarse + (j << 4));
    low = i16x8.add(low, i16x8.extend_low_i8x16_u(column));
    high = i16x8.add(high, i16x8.extend_high_i8x16_u(column));
  }
  for (let x = first; x < length; x += step) {
    const next = v128.load(coarse + ((x + span) << 4));
    low = i16x8.add(low, i16x8.extend_low_i8x16_u(next));
    high = i16x8.add(high, i16x8.extend_high_i8x16_u(next));
    v128.store(window, low, 16);
    v128.store(window, high, 32);
    const bin = <usize>binsUpTo(low, high, half);
    const below = <i32>load<u16>(window + (bin << 1), 14);

    const sum = sums + (bin << 5);
    let fineLow = v128.load(sum);
    let fineHigh = v128.load(sum, 16);
    let column = fine + bin * stride;
    const known = load<i32>(since + (bin << 2));
    store<i32>(since + (bin << 2), <i32>x);
    if (<i32>x - known > <i32>(span >> 1)) {
      fineLow = i16x8.splat(0);
      fineHigh = i16x8.splat(0);
      column += x << 4;
      for (const end = column + (span << 4); column <= end; column += step << 4) {
        const bins = v128.load(column);
        fineLow = i16x8.add(fineLow, i16x8.extend_low_i8x16_u(bins));
        fineHigh = i16x8.add(fineHigh, i16x8.extend_high_i8x16_u(bins));
      }
    } else {
      const end = column + (x << 4);
      column += (<usize>known) << 4;
      const ahead = (span + step) << 4;
      for (; column < end; column += step << 4) {
        const old = v128.load(column);
        const bins = v128.load(column + ahead);
        fineLow = i16x8.add(i16x8.sub(fineLow, i16x8.extend_low_i8x16_u(old)), i16x8.extend_low_i8x16_u(bins));
        fineHigh = i16x8.add(i16x8.sub(fineHigh, i16x8.extend_high_i8x16_u(old)), i16x8.extend_high_i8x16_u(bins));
      }
    }
    v128.store(sum, fineLow);
    v128.store(sum, fineHigh, 16);
    store<u8>(out + x, ((<i32>bin) << 4) + binsUpTo(fineLow, fineHigh, half - below));

    const old = v128.load(coarse + (x << 4));
    low = i16x8.sub(low, i16x8.extend_low_i8x16_u(old));
    high = i16x8.sub(high, i16x8.extend_high_i8x16_u(old));
  }
}

/**
 * Medians of the rows of a strip, tile by tile of columns, so that their histograms stay in the cache.
 * @param height at most 255, and `height * width` at most 65535
 * @param tile bytes of a row, a multiple of `channels`
 * @param histograms room: 272 bytes for each byte of a tile and of what windows reach beyond it
 * @param window room: 640 bytes of zeros
 */
export function medians(
  strip: usize,
  pitch: usize,
  rows: usize,
  length: usize,
  height: usize,
  width: usize,
  channels: usize,
  tile: usize,
  histograms: usize,
  window: usize,
  out: usize,
): void {
  const span = (width - 1) * channels;
  const half = <i32>(height * width) >> 1;
  for (let x: usize = 0; x < length; x += tile) {
    const bytes = min(tile, length - x);
    const across = bytes + span;
    coarse = histograms;
    stride = across << 4;
    fine = histograms + stride;
    memory.fill(histograms, 0, 17 * stride);
    let row = strip + x;
    const ahead = (height - 1) * pitch;
    for (const end = row + ahead; row < end; row += pitch) enter(row, across);
    row = strip + x;
    let to = out + x;
    for (let y: usize = 0; y < rows; y++, row += pitch, to += length) {
      enter(row + ahead, across);
      for (let channel: usize = 0; channel < channels; channel++)
        walk(channel, bytes, span, channels, half, window, to);
      leave(row, across);
    }
  }
}
