import { readFileSync } from 'node:fs';
import type { StateDict, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { decodeSafetensors } from './decode-safetensors.ts';
import { encodeSafetensors } from './encode-safetensors.ts';
import { bfloat16, decodeSmallFloat, encodeSmallFloat, half } from './small-float.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)));
const float = (...values: number[]): StateTensor => ({
  dtype: 'float32',
  shape: [values.length],
  data: Float32Array.from(values),
});

describe('a file of the reference implementation', () => {
  const bytes = fixture('every-type.safetensors');
  const { tensors, metadata } = decodeSafetensors(bytes);

  test('is read: every type, odd names, a scalar, nothing', () => {
    expect(metadata).toEqual({ format: 'pt é' });
    expect(tensors).toEqual({
      f64: { dtype: 'float64', shape: [3], data: Float64Array.of(0.1, -1e300, Infinity) },
      f32: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(0.1, -2.5, 3e38, 1e-45) },
      f16: { dtype: 'float16', shape: [5], data: Float32Array.of(0.0999755859375, 65504, 2 ** -24, -0, NaN) },
      bf16: { dtype: 'bfloat16', shape: [3], data: Float32Array.of(0.10009765625, 3.3e38, 1e-40).map(toBfloat16) },
      i64: { dtype: 'int64', shape: [2], data: BigInt64Array.of(2n ** 62n, -1n) },
      i32: { dtype: 'int32', shape: [2], data: Int32Array.of(-(2 ** 31), 7) },
      i16: { dtype: 'int16', shape: [3], data: Int16Array.of(-32768, 7, 1) },
      i8: { dtype: 'int8', shape: [3], data: Int8Array.of(-128, 127, 3) },
      u8: { dtype: 'uint8', shape: [3], data: Uint8Array.of(0, 255, 9) },
      bool: { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) },
      scalar: { dtype: 'float32', shape: [], data: Float32Array.of(3.5) },
      empty: { dtype: 'float32', shape: [0, 4], data: new Float32Array(0) },
      '10': float(1),
      '9': float(2),
      'quote"back\\slash\n\u0001': float(3),
      '\u{1f600}': float(4),
      '\uffee': float(5),
    });
  });

  test('is written byte for byte, from any order', () => {
    expect(encodeSafetensors(tensors, { metadata })).toEqual(bytes);
    const reversed = Object.fromEntries(Object.entries(tensors).reverse());
    expect(encodeSafetensors(reversed, { metadata })).toEqual(bytes);
    expect(encodeSafetensors({ x: float(1) })).toEqual(fixture('no-metadata.safetensors'));
  });

  test('is read at any place in memory', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeSafetensors(shifted.subarray(3))).toEqual({ tensors, metadata });
  });

  test('aligned data is not copied', () => {
    const copy = bytes.slice();
    expect(decodeSafetensors(copy).tensors.f32!.data.buffer).toBe(copy.buffer);
  });
});

function toBfloat16(value: number): number {
  return decodeSmallFloat(encodeSmallFloat([value], bfloat16), bfloat16)[0]!;
}

describe('16-bit floats', () => {
  const golden = JSON.parse(new TextDecoder().decode(fixture('rounding.json'))) as Record<string, number[]>;
  const values = new Float32Array(Int32Array.from(golden.float32!).buffer);

  test('round to nearest even as PyTorch does', () => {
    expect([...encodeSmallFloat(values, half)]).toEqual(golden.float16);
    expect([...encodeSmallFloat(values, bfloat16)]).toEqual(golden.bfloat16);
  });

  test.each([
    ['float16', half, 0x7c00],
    ['bfloat16', bfloat16, 0x7f80],
  ] as const)('%s: all 65,536 patterns come back', (_name, format, infinity) => {
    const all = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const back = encodeSmallFloat(decodeSmallFloat(all, format), format);
    const isNaN = (bits: number) => (bits & 0x7fff) > infinity;
    const wrong = [...all].filter((bits, i) => (isNaN(bits) ? !isNaN(back[i]!) : back[i] !== bits));
    expect(wrong).toEqual([]);
  });

  test('round a float64 once, not by way of float32', () => {
    const value = 1 + 2 ** -11 + 2 ** -40; // just above a tie; in float32 it is the tie
    expect(encodeSmallFloat([value], half)[0]).toBe(0x3c01);
    expect(encodeSmallFloat([Math.fround(value)], half)[0]).toBe(0x3c00);
  });
});

describe('encodeSafetensors', () => {
  test('converts floats only', () => {
    const dict: StateDict = { weight: float(0.1, 1), count: { dtype: 'int64', shape: [], data: BigInt64Array.of(3n) } };
    const types = (dtype: 'float16' | 'float64') => {
      const { tensors } = decodeSafetensors(encodeSafetensors(dict, { dtype }));
      return [tensors.weight!.dtype, tensors.count!.dtype];
    };
    expect(types('float16')).toEqual(['float16', 'int64']);
    expect(types('float64')).toEqual(['float64', 'int64']);
    const wide = decodeSafetensors(encodeSafetensors(dict, { dtype: 'float64' })).tensors.weight!.data;
    expect(wide).toEqual(Float64Array.of(Math.fround(0.1), 1));
  });

  test('sorts metadata and keeps odd texts', () => {
    const one = encodeSafetensors({}, { metadata: { b: '2\n"', a: '1', é: '' } });
    expect(one).toEqual(encodeSafetensors({}, { metadata: { é: '', a: '1', b: '2\n"' } }));
    expect(decodeSafetensors(one)).toEqual({ tensors: {}, metadata: { b: '2\n"', a: '1', é: '' } });
  });

  test('starts the data at a multiple of 8', () => {
    for (const name of ['a', 'ab', 'abc', 'abcd', 'abcdefgh']) {
      const bytes = encodeSafetensors({ [name]: float(1) });
      expect((bytes.length - 4) % 8).toBe(0);
    }
  });

  test.each<[string, StateDict, Parameters<typeof encodeSafetensors>[1]]>([
    ['float16 overflow', { x: float(65520) }, { dtype: 'float16' }],
    ['float32 overflow', { x: { dtype: 'float64', shape: [1], data: Float64Array.of(1e39) } }, { dtype: 'float32' }],
    ['the reserved name', { __metadata__: float(1) }, {}],
    ['data that does not fill its shape', { x: { dtype: 'float32', shape: [3], data: new Float32Array(2) } }, {}],
    ['an array of another type', { x: { dtype: 'int32', shape: [2], data: new Float32Array(2) } }, {}],
    ['half a surrogate pair in a name', { '\ud800': float(1) }, {}],
    ['half a surrogate pair in metadata', {}, { metadata: { a: '\udfff' } }],
    ['metadata that is no text', {}, { metadata: { a: 1 as unknown as string } }],
  ])('refuses %s', (_what, dict, options) => {
    expect(() => encodeSafetensors(dict, options)).toThrow(WeightsError);
  });

  test('infinities and NaN are stored, not taken for an overflow', () => {
    const bytes = encodeSafetensors({ x: float(Infinity, -Infinity, NaN) }, { dtype: 'float16' });
    expect(decodeSafetensors(bytes).tensors.x!.data).toEqual(Float32Array.of(Infinity, -Infinity, NaN));
  });
});
