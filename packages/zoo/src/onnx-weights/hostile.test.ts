import { WeightsError } from '@cv/tensor/errors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeOnnxWeights } from './decode-onnx-weights.ts';
import { onnxFixture } from './fixtures.test.support.ts';
import {
  bytesField,
  claimField,
  floatField,
  message,
  modelFile,
  numberField,
  type TensorBend,
  tensorMessage,
} from './model-file.test.support.ts';

const raw = new Uint8Array(8);
const bent = (bend: TensorBend): Uint8Array => modelFile(tensorMessage({ raw, ...bend }));
const typed = (bend: TensorBend): Uint8Array => modelFile(tensorMessage(bend));
/** The start of a group in a group in a group, a form that only the first protobuf had. */
const GROUP = (1 << 3) | 3;

test('the files that the others are bent from are good', () => {
  expect(decodeOnnxWeights(bent({})).x).toEqual({ dtype: 'float32', shape: [2], data: new Float32Array(2) });
  expect(decodeOnnxWeights(typed({ dims: [1], more: [floatField(4, 5)] })).x!.data).toEqual(Float32Array.of(5));
  expect(decodeOnnxWeights(typed({ dims: [0] })).x!.data).toEqual(new Float32Array(0));
  expect(decodeOnnxWeights(modelFile())).toEqual({});
});

describe('a hostile file is refused with its reason', () => {
  test.each<[string, string, Uint8Array]>([
    ['nothing', 'it has no graph', new Uint8Array(0)],
    ['only a version', 'it has no graph', message(numberField(1, 8))],
    ['a graph of 2^50 bytes', 'ends behind its message', message(numberField(1, 8), claimField(7, 2 ** 50))],
    ['a graph that is cut off', 'the file is cut off', bent({}).subarray(0, -1)],
    ['raw values of 4 GiB', 'ends behind its message', typed({ more: [claimField(9, 2 ** 32)] })],
    ['a tag that never ends', 'begins no field', new Uint8Array(20).fill(0xff)],
    ['field 0', 'there is no field 0', Uint8Array.of(0, 0)],
    ['a group', 'of wire type 3', message(bytesField(7, new Uint8Array(100_000).fill(GROUP)))],
    ['a wire type that is none', 'of wire type 7', Uint8Array.of((7 << 3) | 7, 0)],
    ['a tensor without a name', 'has no name', bent({ name: '' })],
    ['a name twice', "the tensor 'x' stands twice", modelFile(tensorMessage({ raw }), tensorMessage({ raw }))],
    ['a name of 100 kB', 'a name at byte', bent({ name: 'x'.repeat(100_000) })],
    ['a name that is no UTF-8', 'is not UTF-8', typed({ more: [bytesField(8, Uint8Array.of(0xff))] })],
    ['no type', 'is of no type', bent({ type: 0 })],
    ['a type that is none', 'is of the type 99', bent({ type: 99 })],
    ['a negative type', 'is of the type 18446744073709552000', bent({ type: -1 })],
    ['a negative length', 'which no tensor has', bent({ dims: [-2] })],
    ['lengths that multiply to 2', 'which no tensor has', bent({ dims: [-1, -2] })],
    ['lengths that overflow', 'more values than numbers', bent({ dims: [2 ** 40, 2 ** 40] })],
    [
      'lengths that overflow to 0',
      'more values than numbers',
      bent({ dims: [...Array.from({ length: 40 }, () => 2 ** 52), 0] }),
    ],
    ['2^40 values out of nothing', 'has fewer values than', typed({ dims: [2 ** 40] })],
    ['65 axes', 'more than 64 axes', bent({ dims: Array.from({ length: 65 }, () => 1) })],
    [
      '65 axes that are packed',
      'more than 64 axes',
      bent({ dims: [], more: [bytesField(1, new Uint8Array(65).fill(1))] }),
    ],
    ['a shape of 1 MB', 'has a shape of 1000000 bytes', bent({ more: [bytesField(1, new Uint8Array(1e6))] })],
    ['a shape cut off', 'ends in the middle of a number', bent({ more: [bytesField(1, Uint8Array.of(0x80))] })],
    ['fewer raw bytes', 'has 8 bytes of values, expected 12 for [3]', bent({ dims: [3] })],
    ['more raw bytes', 'has 8 bytes of values, expected 4 for [1]', bent({ dims: [1] })],
    ['values twice', 'has its values twice', bent({ more: [floatField(4, 1)] })],
    ['fewer values', 'has 1 values, expected 2', typed({ more: [floatField(4, 1)] })],
    ['more values', 'more than its shape has', typed({ dims: [1], more: [floatField(4, 1), floatField(4, 1)] })],
    ['values of another type', 'has 0 values, expected 2', typed({ type: 7, more: [floatField(4, 1)] })],
    ['packed values cut off', 'values that are damaged', typed({ more: [bytesField(4, new Uint8Array(7))] })],
    ['an INT8 of 300', 'values that are damaged', typed({ dims: [1], type: 3, more: [numberField(5, 300)] })],
    ['a raw BOOL of 2', 'is BOOL and has values other than', bent({ dims: [1], type: 9, raw: Uint8Array.of(2) })],
    ['segments', 'is in segments', bent({ more: [bytesField(3, new Uint8Array(2))] })],
  ])('%s', (_, reason, bytes) => {
    expect(() => decodeOnnxWeights(bytes)).toThrow(WeightsError);
    expect(() => decodeOnnxWeights(bytes)).toThrow(reason);
  });

  test('a tensor named __proto__ is only a tensor', () => {
    const tensors = decodeOnnxWeights(bent({ name: '__proto__' }));
    expect(Object.keys(tensors)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype);
  });
});

/** Reading must give tensors that the file pays for with its own bytes, or a WeightsError; nothing else may come out. */
function expectReadOrRefused(bytes: Uint8Array): void {
  let tensors: ReturnType<typeof decodeOnnxWeights>;
  try {
    tensors = decodeOnnxWeights(bytes, { tensors: 'with constants' });
  } catch (error) {
    if (error instanceof WeightsError) return;
    throw error;
  }
  for (const { shape, data } of Object.values(tensors)) {
    expect(data.length).toBe(shape.reduce((product, length) => product * length, 1));
    expect(data.length).toBeLessThanOrEqual(bytes.length);
  }
}

test('a file with changed bytes is read or refused', () => {
  const files = ['raw.onnx', 'typed.onnx', 'constants.onnx', 'torch.onnx', 'external.onnx'].map(onnxFixture);
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...files), changes, fc.nat(), (file, places, cut) => {
      const bytes = new Uint8Array(cut % 4 === 0 ? file.subarray(0, cut % file.length) : file);
      for (const [place, value] of places) bytes[place % bytes.length] = value;
      expectReadOrRefused(bytes);
    }),
    { numRuns: 4000 },
  );
});

test('any fields of a tensor are read or refused', () => {
  const field = fc.integer({ min: 1, max: 15 });
  const part = fc.oneof(
    fc.tuple(field, fc.maxSafeInteger()).map(([number, value]) => numberField(number, value)),
    fc.tuple(fc.constantFrom(1, 2), fc.nat(16)).map(([number, value]) => numberField(number, value)),
    fc.tuple(field, fc.uint8Array({ maxLength: 16 })).map(([number, bytes]) => bytesField(number, bytes)),
    fc.tuple(field, fc.float()).map(([number, value]) => floatField(number, value)),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      expectReadOrRefused(modelFile(message(...parts), tensorMessage({ name: 'good', raw, more: parts })));
    }),
    { numRuns: 3000 },
  );
});

test('any bytes are read or refused', () => {
  const start = fc.constantFrom<number[]>([], [8, 8], [8, 8, 0x3a, 60, 0x2a, 40]);
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 100 }), (first, rest) =>
      expectReadOrRefused(Uint8Array.from([...first, ...rest])),
    ),
    { numRuns: 3000 },
  );
});
