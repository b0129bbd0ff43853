import { readFileSync } from 'node:fs';
import { WeightsError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import type { ByteSource } from '../files/byte-source.ts';
import { decodeSafetensors } from './decode-safetensors.ts';
import { openSafetensors } from './open-safetensors.ts';

const bytes = new Uint8Array(readFileSync(new URL('../../fixtures/every-type.safetensors', import.meta.url)));

/** A source that says what was read of it. */
function watched(file: Uint8Array, size: number = file.length): ByteSource & { readonly ranges: [number, number][] } {
  const ranges: [number, number][] = [];
  const read = (begin: number, end: number): Promise<Uint8Array> => {
    ranges.push([begin, end]);
    return Promise.resolve(file.slice(begin, end));
  };
  return { size, ranges, read };
}

test('reads the header, then each tensor by itself', async () => {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const source = watched(bytes);
  const file = await openSafetensors(source);
  const dataStart = source.ranges[1]![1];
  expect(source.ranges).toEqual([
    [0, 8],
    [8, dataStart],
  ]);
  expect(file.format).toBe('safetensors');
  expect(file.metadata).toEqual(metadata);
  const entries = Object.entries(tensors).map(([name, { dtype, shape }]) => [name, { dtype, shape }] as const);
  expect(file.entries).toEqual(new Map(entries));
  expect(await file.stateDict()).toEqual(tensors);
  const [, , ...data] = source.ranges;
  expect(data.map(([begin]) => begin)).toEqual([dataStart, ...data.map(([, end]) => end)].slice(0, -1));
  expect(data.at(-1)![1]).toBe(bytes.length);
  source.ranges.length = 0;
  const [name, tensor] = Object.entries(tensors).at(-1)!;
  expect(await file.tensor(name)).toEqual(tensor);
  expect(source.ranges).toHaveLength(1);
});

test('iterates in the order of the file and reads no further than asked', async () => {
  const source = watched(bytes);
  const file = await openSafetensors(source);
  for await (const [name] of file) {
    expect(name).toBe([...file.entries.keys()][0]);
    break;
  }
  expect(source.ranges.length).toBeLessThanOrEqual(3);
});

test('names what is there when a tensor is not', async () => {
  const file = await openSafetensors(watched(bytes));
  await expect(file.tensor('nothing')).rejects.toThrow(WeightsError);
  await expect(file.tensor('nothing')).rejects.toThrow(/there is no tensor 'nothing' in the file; it has \d+: /);
  await expect(file.tensor('constructor')).rejects.toThrow(WeightsError);
});

test('a header of 100 MB that is not there is not read', async () => {
  const start = new Uint8Array(8);
  new DataView(start.buffer).setBigUint64(0, 100_000_000n, true);
  const source = watched(start);
  await expect(openSafetensors(source)).rejects.toThrow('the file is cut off');
  expect(source.ranges).toEqual([[0, 8]]);
});

test('a source that is shorter than it says is refused when the tensor is read', async () => {
  const file = await openSafetensors({ ...watched(bytes.subarray(0, -1)), size: bytes.length });
  await expect(file.stateDict()).rejects.toThrow(WeightsError);
});
