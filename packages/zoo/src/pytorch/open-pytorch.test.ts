import type { StateDict } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../files/byte-source.ts';
import { decodePyTorch } from './decode-pytorch.ts';
import { describeTensors, expectedFiles, fixture, fixtureNames } from './fixtures.test.support.ts';
import { openPyTorch } from './open-pytorch.ts';

/** A source that counts what is read of it. */
function counted(bytes: Uint8Array): ByteSource & { read: ByteSource['read']; taken: number } {
  const source = {
    size: bytes.length,
    taken: 0,
    read: (begin: number, end: number): Promise<Uint8Array> => {
      source.taken += end - begin;
      return Promise.resolve(bytes.slice(begin, end));
    },
  };
  return source;
}

test.each(Object.keys(expectedFiles))('%s has the tensors that PyTorch put in', async (name) => {
  const file = await openPyTorch(counted(fixture(name)));
  expect(file.format).toBe('pytorch');
  expect([...file.entries.keys()]).toEqual(Object.keys(expectedFiles[name]!));
  expect(describeTensors(await file.stateDict())).toEqual(expectedFiles[name]);
});

test.each(fixtureNames.filter((name) => name.startsWith('refused')))('%s is refused', async (name) => {
  await expect(openPyTorch(counted(fixture(name)))).rejects.toThrow(WeightsError);
});

test('of a shared storage only what a tensor needs is read', async () => {
  const source = counted(fixture('legacy-strided.pt'));
  const file = await openPyTorch(source);
  source.taken = 0;
  await file.tensor('part'); // values 8 to 16 of 24
  expect(source.taken).toBe(8 + 9 * 4);
});

describe('damage in the values', () => {
  test('of one tensor is seen when it is read, and leaves the others readable', async () => {
    const bytes = fixture('model.pth');
    const weight = (await openPyTorch(counted(bytes)).then((file) => file.tensor('0.weight'))).data;
    bytes[Buffer.from(bytes).indexOf(Buffer.from(weight.buffer, weight.byteOffset, 8))]! ^= 1;
    const file = await openPyTorch(counted(bytes));
    await expect(file.tensor('0.weight')).rejects.toThrow('is damaged (its checksum is another)');
    expect((await file.tensor('0.bias')).shape).toEqual([2]);
  });

  test('a length before a storage that is another', async () => {
    const bytes = fixture('legacy-strided.pt');
    const whole = await openPyTorch(counted(bytes)).then((file) => file.tensor('channels_last'));
    const count = Buffer.alloc(8);
    count.writeBigUInt64LE(BigInt(whole.data.length));
    bytes[Buffer.from(bytes).lastIndexOf(count)]! ^= 1;
    const file = await openPyTorch(counted(bytes));
    await expect(file.stateDict()).rejects.toThrow(/the storage '\d+' has 97 values, expected 96/);
  });
});

test('pickles that are longer than what is read at first are read whole', async () => {
  const { bytes, names } = manyTensors(30_000);
  expect(bytes.length).toBeGreaterThan(2 ** 20);
  const file = await openPyTorch(counted(bytes));
  expect(file.entries.size).toBe(names);
  expect((await file.tensor('t29999')).data).toEqual(Float32Array.of(5));
});

/** A file of the format before 1.6 whose many tensors share one storage. */
function manyTensors(names: number): { bytes: Uint8Array; names: number } {
  const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
  const magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
  const head = [...magic, 0x80, 2, ...ascii('M'), 0xe9, 3, ...ascii('.'), 0x80, 2, ...ascii('}.')];
  const text = (value: string) => [0x8c, value.length, ...ascii(value)];
  const id = [ascii('('), text('storage'), ascii('ctorch\nFloatStorage\n'), text('0'), text('cpu'), ascii('K\x01tQ')];
  const tensor = [...ascii('ctorch._utils\n_rebuild_tensor_v2\n('), ...id.flat(), ...ascii('K\x00))tR')];
  const items = Array.from({ length: names }, (_, i) => [...text(`t${i}`), ...tensor, 0x73]);
  const keys = [0x80, 2, 0x5d, ...text('0'), 0x61, 0x2e];
  const data = [1, 0, 0, 0, 0, 0, 0, 0, ...new Uint8Array(Float32Array.of(5).buffer)];
  const bytes = Buffer.concat([head, [0x80, 2, 0x7d], ...items, [0x2e], keys, data].map((part) => Buffer.from(part)));
  return { bytes: new Uint8Array(bytes), names };
}

test('a file with changed bytes gives what it gives in memory, or is refused', async () => {
  const names = ['every-type-2.pth', 'every-type-4.pth', 'strided.pth', 'legacy.pth', 'checkpoint.pth'];
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), changes, async (name, places) => {
      const bytes = fixture(name);
      for (const [place, value] of places) bytes[place % bytes.length] = value;
      const opened = await openPyTorch(counted(bytes))
        .then((file) => file.stateDict())
        .catch(refused);
      const decoded = decodedOrRefused(bytes);
      if (decoded !== undefined) expect(opened).toEqual(decoded);
    }),
    { numRuns: 1000 },
  );
});

function decodedOrRefused(bytes: Uint8Array): StateDict | undefined {
  try {
    return decodePyTorch(bytes);
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): undefined {
  if (error instanceof WeightsError) return undefined;
  throw error;
}
