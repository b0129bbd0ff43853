// The least or the most of two arrays at each position, 64 bytes at a time; `out` may be `a`, and `b` what lies further on in it. Arrays are
// followed by room for 64 bytes. NaN where one is, as Math.min and Math.max.

function least<T>(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 64, b += 64, out += 64) {
    v128.store(out, v128.min<T>(v128.load(a), v128.load(b)));
    v128.store(out, v128.min<T>(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, v128.min<T>(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, v128.min<T>(v128.load(a, 48), v128.load(b, 48)), 48);
  }
}

function most<T>(a: usize, b: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 64, b += 64, out += 64) {
    v128.store(out, v128.max<T>(v128.load(a), v128.load(b)));
    v128.store(out, v128.max<T>(v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, v128.max<T>(v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, v128.max<T>(v128.load(a, 48), v128.load(b, 48)), 48);
  }
}

export function leastUint8(a: usize, b: usize, out: usize, bytes: usize): void {
  least<u8>(a, b, out, bytes);
}

export function mostUint8(a: usize, b: usize, out: usize, bytes: usize): void {
  most<u8>(a, b, out, bytes);
}

export function leastUint16(a: usize, b: usize, out: usize, bytes: usize): void {
  least<u16>(a, b, out, bytes);
}

export function mostUint16(a: usize, b: usize, out: usize, bytes: usize): void {
  most<u16>(a, b, out, bytes);
}

export function leastFloat32(a: usize, b: usize, out: usize, bytes: usize): void {
  least<f32>(a, b, out, bytes);
}

export function mostFloat32(a: usize, b: usize, out: usize, bytes: usize): void {
  most<f32>(a, b, out, bytes);
}
