import { WeightsError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { decodeSafetensors } from './decode-safetensors.ts';

/** A file of any header and so many data bytes. */
function file(header: string | Uint8Array, dataBytes = 0, claimed?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const one = (fields: Record<string, unknown>, dataBytes = 4) =>
  file(JSON.stringify({ x: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...fields } }), dataBytes);
const two = (a: [number, number], b: [number, number], dataBytes: number) =>
  file(
    JSON.stringify({
      a: { dtype: 'U8', shape: [a[1] - a[0]], data_offsets: a },
      b: { dtype: 'U8', shape: [b[1] - b[0]], data_offsets: b },
    }),
    dataBytes,
  );
const x = '"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}';

test('the file that the others are bent from is good', () => {
  expect(decodeSafetensors(one({})).tensors.x!.shape).toEqual([1]);
  expect(Object.keys(decodeSafetensors(two([0, 2], [2, 3], 3)).tensors)).toEqual(['a', 'b']);
  expect(decodeSafetensors(file('{}'))).toEqual({ tensors: {}, metadata: {} });
  expect(decodeSafetensors(file('{}   ')).tensors).toEqual({});
});

describe('a hostile file is refused with its reason', () => {
  test.each<[string, string, Uint8Array]>([
    ['nothing', 'received 0 bytes', new Uint8Array(0)],
    ['less than a length', 'received 7 bytes', new Uint8Array(7)],
    ['a header of 2^63 bytes', 'the header claims 9223372036854775808 bytes', file('{}', 0, 2n ** 63n)],
    ['a header of 2^64 - 1 bytes', 'the header claims 18446744073709551615', file('{}', 0, 2n ** 64n - 1n)],
    ['a header of 100 MB that is not there', 'the file is cut off', file('{}', 0, 100_000_000n)],
    ['a header cut off', 'the file is cut off', file('{}', 0, 3n)],
    ['an empty header', "does not start with '{'", file('')],
    ['a header that starts with a space', "does not start with '{'", file(' {}')],
    ['an array', "does not start with '{'", file('[]')],
    ['no UTF-8', 'not UTF-8', file(Uint8Array.of(0x7b, 0xff, 0x7d))],
    ['no JSON', 'not JSON', file('{"x":}')],
    ['a tail in the header', 'not JSON', file('{}{}')],
    ['a deep header', 'not JSON', file(`{"x":${'['.repeat(100_000)}`)],
    ['a name twice', "the name 'x' stands twice", file(`{${x},${x}}`, 4)],
    ['a name twice, once escaped', "the name 'x' stands twice", file(`{${x},${x.replace('x', '\\u0078')}}`, 4)],
    ['a field twice', "the name 'dtype' stands twice", file(`{${x.replace('{', '{"dtype":"F32",')}}`, 4)],
    ['metadata twice', "the name '__metadata__' stands twice", file('{"__metadata__":{},"__metadata__":{}}')],
    ['a metadata key twice', "the name 'a' stands twice", file('{"__metadata__":{"a":"1","a":"2"}}')],
    ['metadata that is a list', '__metadata__ is no object', file('{"__metadata__":["a"]}')],
    ['metadata with a number', '__metadata__ is no object', file('{"__metadata__":{"a":1}}')],
    ['a tensor that is null', "tensor 'x' is described by null", file('{"x":null}')],
    ['a tensor that is a list', "tensor 'x' is described by an array", file('{"x":[]}')],
    ['no dtype', "tensor 'x' has dtype undefined, supported are", one({ dtype: undefined })],
    ['an unknown dtype', 'tensor \'x\' has dtype "F8_E4M3", supported are', one({ dtype: 'F8_E4M3' })],
    ['a dtype of Object.prototype', 'has dtype "constructor"', one({ dtype: 'constructor' })],
    ['no shape', 'has a shape that is no list', one({ shape: null })],
    ['a negative length', 'has a shape that is no list', one({ shape: [-1, -1] })],
    ['half a length', 'has a shape that is no list', one({ shape: [0.5, 2] })],
    ['a length beyond 2^53', 'has a shape that is no list', one({ shape: [2 ** 60] })],
    ['a length as text', 'has a shape that is no list', one({ shape: ['1'] })],
    ['a size that overflows', 'has 4 bytes at [0,4], expected', one({ shape: [2 ** 52, 2 ** 52, 2 ** 52] })],
    ['a size that overflows to NaN', 'expected NaN', one({ shape: [...Array.from({ length: 40 }, () => 2 ** 52), 0] })],
    ['three offsets', 'data_offsets that are no pair', one({ data_offsets: [0, 4, 8] })],
    ['no offsets', 'data_offsets that are no pair', one({ data_offsets: undefined })],
    ['a negative offset', 'data_offsets that are no pair', one({ data_offsets: [-4, 0] })],
    ['offsets backwards', 'has -4 bytes at [4,0]', one({ data_offsets: [4, 0] })],
    ['too few bytes for the dtype', 'has 4 bytes at [0,4], expected 8', one({ dtype: 'F64' })],
    ['offsets beyond the end', 'the file at byte', one({ shape: [2 ** 40], data_offsets: [0, 2 ** 42] })],
    ['data cut off', 'cut off or has a tail', one({}, 3)],
    ['a tail after the data', 'cut off or has a tail', one({}, 5)],
    ['a gap before the first tensor', 'leaves a gap', one({ data_offsets: [4, 8] }, 8)],
    ['a gap', 'leaves a gap', two([0, 2], [3, 5], 5)],
    ['an overlap', 'overlaps', two([0, 3], [2, 5], 5)],
    ['the same bytes twice', 'overlaps', two([0, 3], [0, 3], 3)],
    ['data without a tensor', 'cut off or has a tail', file('{}', 8)],
  ])('%s', (_what, reason, bytes) => {
    expect(() => decodeSafetensors(bytes)).toThrow(WeightsError);
    expect(() => decodeSafetensors(bytes)).toThrow(reason);
  });

  test('a BOOL that is 2', () => {
    const bytes = one({ dtype: 'BOOL', shape: [4] });
    bytes[bytes.length - 1] = 2;
    expect(() => decodeSafetensors(bytes)).toThrow("tensor 'x' is BOOL and has values other than 0 and 1");
  });
});

test('a tensor named __proto__ is only a tensor', () => {
  const { tensors } = decodeSafetensors(file(`{${x.replace('x', '__proto__')}}`, 4));
  expect(Object.keys(tensors)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype);
});
