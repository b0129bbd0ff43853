// Medians by networks of comparators, 16 bytes of a row at a time. A network is a table of four addresses each: where two lines of values are, and
// where the smaller and the larger of them go; 0 where nobody needs them. Addresses with the highest bit set are those of rows of the picture,
// counted from the first value of the window.

const ROW: u32 = 0x80000000;

function place(address: u32, base: usize): usize {
  return address & ROW ? <usize>(address ^ ROW) + base : <usize>address;
}

// Operands are read before results are written, which may lie where an operand was: at the same address or before it.
function compare<T>(a: usize, b: usize, low: usize, high: usize, bytes: usize): void {
  const end = a + bytes;
  if (!high) {
    for (; a < end; a += 32, b += 32, low += 32) {
      const first = v128.min<T>(v128.load(a), v128.load(b));
      const second = v128.min<T>(v128.load(a, 16), v128.load(b, 16));
      v128.store(low, first);
      v128.store(low, second, 16);
    }
  } else if (!low) {
    for (; a < end; a += 32, b += 32, high += 32) {
      const first = v128.max<T>(v128.load(a), v128.load(b));
      const second = v128.max<T>(v128.load(a, 16), v128.load(b, 16));
      v128.store(high, first);
      v128.store(high, second, 16);
    }
  } else {
    for (; a < end; a += 32, b += 32, low += 32, high += 32) {
      const a0 = v128.load(a);
      const a1 = v128.load(a, 16);
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      v128.store(low, v128.min<T>(a0, b0));
      v128.store(low, v128.min<T>(a1, b1), 16);
      v128.store(high, v128.max<T>(a0, b0));
      v128.store(high, v128.max<T>(a1, b1), 16);
    }
  }
}

function medians<T>(
  table: usize,
  tableEnd: usize,
  found: usize,
  strip: usize,
  pitch: usize,
  rows: usize,
  length: usize,
  chunk: usize,
  halo: usize,
  out: usize,
): void {
  for (; rows > 0; rows--, strip += pitch, out += length) {
    for (let x: usize = 0; x < length; x += chunk) {
      const bytes = min(chunk, length - x);
      const base = strip + x;
      for (let at = table; at < tableEnd; at += 16) {
        compare<T>(
          place(load<u32>(at), base),
          place(load<u32>(at, 4), base),
          load<u32>(at, 8),
          load<u32>(at, 12),
          bytes + halo,
        );
      }
      memory.copy(out + x, found, bytes);
    }
  }
}

/** All sizes are in bytes. `halo`: how far windows reach behind a chunk of a row; `found`: where the network leaves medians. */
export function mediansUint8(
  table: usize,
  tableEnd: usize,
  found: usize,
  strip: usize,
  pitch: usize,
  rows: usize,
  length: usize,
  chunk: usize,
  halo: usize,
  out: usize,
): void {
  medians<u8>(table, tableEnd, found, strip, pitch, rows, length, chunk, halo, out);
}

export function mediansUint16(
  table: usize,
  tableEnd: usize,
  found: usize,
  strip: usize,
  pitch: usize,
  rows: usize,
  length: usize,
  chunk: usize,
  halo: usize,
  out: usize,
): void {
  medians<u16>(table, tableEnd, found, strip, pitch, rows, length, chunk, halo, out);
}

/** Of float32 as integers in the same order, see `ordered`. */
export function mediansFloat32(
  table: usize,
  tableEnd: usize,
  found: usize,
  strip: usize,
  pitch: usize,
  rows: usize,
  length: usize,
  chunk: usize,
  halo: usize,
  out: usize,
): void {
  medians<i32>(table, tableEnd, found, strip, pitch, rows, length, chunk, halo, out);
}

/** float32 as int32 in the same order, in place: -0 before 0, NaN last. */
export function ordered(at: usize, bytes: usize): void {
  const nan = i32x4.splat(0x7fc00000);
  for (const end = at + bytes; at < end; at += 16) {
    const value = v128.load(at);
    v128.store(at, turned(v128.bitselect(value, nan, f32x4.eq(value, value))));
  }
}

/** The way back. */
export function restored(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, turned(v128.load(at)));
}

/** Turns negative numbers round, which floats have by their absolute value. */
function turned(bits: v128): v128 {
  return v128.xor(bits, i32x4.shr_u(i32x4.shr_s(bits, 31), 1));
}
