// Histograms of bytes, and bytes for bytes.

/** Counts `length` bytes, a multiple of 8, into four tables of 256 u32: the same byte twice in a row need not wait for itself. */
export function countBytes(from: usize, length: usize, counts: usize): void {
  for (const end = from + length; from < end; from += 8) {
    const eight = load<u64>(from);
    for (let i: usize = 0; i < 8; i++) {
      const at = counts + ((i & 3) << 10) + ((<usize>((eight >> (8 * i)) & 255)) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
  }
}

/** What a table of 256 bytes has for each of `length` bytes, a multiple of 8. */
export function mapBytes(from: usize, length: usize, table: usize, to: usize): void {
  for (const end = from + length; from < end; from += 8, to += 8) {
    const eight = load<u64>(from);
    let out: u64 = 0;
    for (let i: usize = 0; i < 8; i++) {
      out |= (<u64>load<u8>(table + <usize>((eight >> (8 * i)) & 255))) << (8 * i);
    }
    store<u64>(to, out);
  }
}

/** 1 for each of `length` bytes, a multiple of 16, that is above a level, else 0. */
export function markBytes(from: usize, length: usize, level: i32, to: usize): void {
  const levels = i8x16.splat(<i8>level);
  const one = i8x16.splat(1);
  for (const end = from + length; from < end; from += 16, to += 16) {
    v128.store(to, v128.and(i8x16.gt_u(v128.load(from), levels), one));
  }
}
