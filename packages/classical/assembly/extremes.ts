// The least or the most of two arrays at each position, 64 bytes at a time; `out` may be `a`, and `b` what lies further on in it. Arrays are
// followed by room for 64 bytes.

export function leastUint8(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 64, b += 64, out += 64) {
    v128.store(out, i8x16.min_u(v128.load(a), v128.load(b)));
    v128.store(out, i8x16.min_u(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, i8x16.min_u(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, i8x16.min_u(v128.load(a, 48), v128.load(b, 48)), 48);
  }
}

export function mostUint8(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 64, b += 64, out += 64) {
    v128.store(out, i8x16.max_u(v128.load(a), v128.load(b)));
    v128.store(out, i8x16.max_u(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, i8x16.max_u(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, i8x16.max_u(v128.load(a, 48), v128.load(b, 48)), 48);
  }
}

export function leastUint16(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32, out += 32) {
    v128.store(out, i16x8.min_u(v128.load(a), v128.load(b)));
    v128.store(out, i16x8.min_u(v128.load(a, 16), v128.load(b, 16)), 16);
  }
}

export function mostUint16(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32, out += 32) {
    v128.store(out, i16x8.max_u(v128.load(a), v128.load(b)));
    v128.store(out, i16x8.max_u(v128.load(a, 16), v128.load(b, 16)), 16);
  }
}

// NaN where one is, as Math.min and Math.max.

export function leastFloat32(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32, out += 32) {
    v128.store(out, f32x4.min(v128.load(a), v128.load(b)));
    v128.store(out, f32x4.min(v128.load(a, 16), v128.load(b, 16)), 16);
  }
}

export function mostFloat32(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32, out += 32) {
    v128.store(out, f32x4.max(v128.load(a), v128.load(b)));
    v128.store(out, f32x4.max(v128.load(a, 16), v128.load(b, 16)), 16);
  }
}
