import type { StateDict, StateSource } from '@cv/layers';
import { DataError, WeightsError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { memorySource } from '../files/memory-source.ts';
import { type EncodeOptions, encodeSafetensors } from './encode-safetensors.ts';
import { openSafetensors } from './open-safetensors.ts';
import { streamSafetensors } from './stream-safetensors.ts';

const tensors: StateDict = {
  b: { dtype: 'float32', shape: [2], data: Float32Array.of(1, 0.1) },
  a: { dtype: 'int64', shape: [], data: BigInt64Array.of(3n) },
  tensor: { dtype: 'uint8', shape: [3], data: Uint8Array.of(1, 2, 3) },
  entries: { dtype: 'float32', shape: [0], data: new Float32Array(0) },
};

async function pieces(source: StateDict | StateSource, options?: EncodeOptions): Promise<Uint8Array[]> {
  const written: Uint8Array[] = [];
  for await (const piece of streamSafetensors(source, options)) written.push(piece);
  return written;
}

test.each<EncodeOptions>([{}, { dtype: 'float16', metadata: { seed: '1' } }])(
  'gives the bytes of encodeSafetensors, a piece for each tensor that has bytes: %j',
  async (options) => {
    const written = await pieces(tensors, options);
    expect(written).toHaveLength(4);
    expect(new Uint8Array(Buffer.concat(written))).toEqual(encodeSafetensors(tensors, options));
  },
);

test('takes an opened file and reads each tensor when it is its turn', async () => {
  const bytes = encodeSafetensors(tensors);
  const file = await openSafetensors(memorySource(bytes));
  expect(new Uint8Array(Buffer.concat(await pieces(file)))).toEqual(bytes);
  const asked: string[] = [];
  const tensor = (name: string) => {
    asked.push(name);
    return file.tensor(name);
  };
  const source: StateSource = { entries: file.entries, tensor };
  const stream = streamSafetensors(source);
  await stream.next();
  expect(asked).toEqual([]);
  await stream.next();
  expect(asked).toEqual(['a']);
  await stream.return(undefined);
});

test('fails for what cannot be written, and with what the source throws', async () => {
  const big: StateDict = { x: { dtype: 'float32', shape: [1], data: Float32Array.of(1e30) } };
  await expect(pieces(big, { dtype: 'float16' })).rejects.toThrow('too large for float16');
  await expect(pieces({ __metadata__: big.x! })).rejects.toThrow("the name '__metadata__' is reserved");
  const wrong: StateSource = {
    entries: new Map([['x', { dtype: 'float32', shape: [2] }]]),
    tensor: () => Promise.resolve(big.x!),
  };
  await expect(pieces(wrong)).rejects.toThrow(WeightsError);
  await expect(pieces(wrong)).rejects.toThrow('was said to be float32 [2] and is float32 [1]');
  const gone: StateSource = { ...wrong, tensor: () => Promise.reject(new DataError('gone')) };
  await expect(pieces(gone)).rejects.toThrow(DataError);
});

test('room is made only for tensors that fill their shape', () => {
  const claims: StateDict = { x: { dtype: 'float32', shape: [2 ** 45], data: new Float32Array(1) } };
  expect(() => encodeSafetensors(claims)).toThrow("tensor 'x' has 1 values, expected 35184372088832");
});
