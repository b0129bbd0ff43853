import { describe, expect, it } from 'vitest';
import { float16Bits } from './float16-bits.ts';

/** The value of float16 bits, from the definition. */
function valueOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

describe('float16Bits', () => {
  it('gives back every number that float16 has', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = valueOf(bits);
      if (!Number.isNaN(value)) expect(float16Bits(value)).toBe(bits);
    }
  });

  it('rounds to the nearest, halves to even, between every two neighbours', () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [low, high] = [valueOf(bits), valueOf(bits + 1)];
      const middle = (low + high) / 2; // exact in float32
      const nudge = (high - low) / 64;
      expect(float16Bits(middle - nudge)).toBe(bits);
      expect(float16Bits(middle + nudge)).toBe(bits + 1);
      expect(float16Bits(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
    }
  });

  it.each([
    [65_519.99, 0x7bff],
    [65_520, 0x7c00],
    [-1e30, 0xfc00],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [2 ** -25, 0],
    [2 ** -25 * 1.001, 1],
    [-0, 0x8000],
    [-1e-30, 0x8000],
  ])('%d gives %d', (value, bits) => {
    expect(float16Bits(value)).toBe(bits);
  });

  it('keeps NaN', () => {
    expect(valueOf(float16Bits(Number.NaN))).toBeNaN();
  });
});
