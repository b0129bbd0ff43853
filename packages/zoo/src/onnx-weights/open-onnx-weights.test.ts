import { DataError, WeightsError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../files/byte-source.ts';
import { memorySource } from '../files/memory-source.ts';
import { describeTensors } from '../pytorch/fixtures.test.support.ts';
import { expectedOnnx, onnxFixture, openFixture } from './fixtures.test.support.ts';
import { bytesField, message, modelFile, numberField, tensorMessage } from './model-file.test.support.ts';
import { openOnnxWeights } from './open-onnx-weights.ts';

test.each(['raw.onnx', 'typed.onnx', 'external.onnx'])('%s has the tensors that were put in', async (name) => {
  const file = await openOnnxWeights(memorySource(onnxFixture(name)), { openSibling: openFixture });
  expect(file.format).toBe('onnx');
  expect(describeTensors(await file.stateDict())).toEqual(expectedOnnx[name]);
});

test('values are not read before they are asked for', async () => {
  const big = tensorMessage({ name: 'big', dims: [1_000_000], raw: new Uint8Array(4_000_000) });
  const bytes = modelFile(big, tensorMessage({ name: 'small', raw: new Uint8Array(8) }));
  let taken = 0;
  const read = (begin: number, end: number): Promise<Uint8Array> => {
    taken += end - begin;
    return Promise.resolve(bytes.slice(begin, end));
  };
  const file = await openOnnxWeights({ size: bytes.length, read });
  expect([...file.entries.keys()]).toEqual(['big', 'small']);
  expect(taken).toBeLessThan(200_000);
  expect((await file.tensor('big')).data).toHaveLength(1_000_000);
});

/** A tensor of two floats that lies in another file. */
const external = (...entries: readonly (readonly [key: string, value: string])[]): Uint8Array => {
  const more = entries.map(([key, value]) => bytesField(13, message(bytesField(1, key), bytesField(2, value))));
  return modelFile(tensorMessage({ more: [...more, numberField(14, 1)] }));
};

describe('values in another file', () => {
  const data = new Uint8Array(Float32Array.of(0, 1, 2).buffer);
  const openSibling = (): Promise<ByteSource> => Promise.resolve(memorySource(data));
  const open = (bytes: Uint8Array) => openOnnxWeights(memorySource(bytes), { openSibling });

  test('lie at their offset, 0 where none is told', async () => {
    const whole = await open(external(['location', 'a.bin']));
    expect((await whole.tensor('x')).data).toEqual(Float32Array.of(0, 1));
    const placed = await open(external(['location', 'a.bin'], ['offset', '4'], ['length', '8']));
    expect((await placed.tensor('x')).data).toEqual(Float32Array.of(1, 2));
  });

  test('a file that cannot be opened is tried again', async () => {
    let tries = 0;
    const file = await openOnnxWeights(memorySource(external(['location', 'a.bin'])), {
      openSibling: () => (tries++ === 0 ? Promise.reject(new DataError('not now')) : openSibling()),
    });
    await expect(file.tensor('x')).rejects.toThrow('not now');
    expect((await file.tensor('x')).data).toEqual(Float32Array.of(0, 1));
  });

  test.each<[string, string, Uint8Array]>([
    ['that climbs', 'is not allowed', external(['location', '../../etc/passwd'])],
    ['that is absolute', 'is not allowed', external(['location', '/etc/passwd'])],
    ['that has no name', 'lies in another file that is not named', external(['offset', '0'])],
    ['named twice', "has 'location' of its external data twice", external(['location', 'a'], ['location', 'b'])],
    ['at a negative offset', "at the offset '-4'", external(['location', 'a'], ['offset', '-4'])],
    ['at an offset beyond numbers', "at the offset '9999", external(['location', 'a'], ['offset', '9'.repeat(20)])],
    ['of another length', "has 4 bytes of values in 'a', expected 8", external(['location', 'a'], ['length', '4'])],
  ])('%s is refused when the model is opened', async (_, reason, bytes) => {
    await expect(open(bytes)).rejects.toThrow(WeightsError);
    await expect(open(bytes)).rejects.toThrow(reason);
  });

  test('beyond the end of their file are refused when they are read', async () => {
    const file = await open(external(['location', 'a.bin'], ['offset', '8']));
    await expect(file.tensor('x')).rejects.toThrow("ends at byte 16 of 'a.bin', which has 12");
  });

  test('are refused where no folder was given', async () => {
    const opening = openOnnxWeights(memorySource(external(['location', 'a.bin'])));
    await expect(opening).rejects.toThrow("has its values in the file 'a.bin'; pass openSibling to read them");
  });
});
