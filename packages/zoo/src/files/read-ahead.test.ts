import { expect, test } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { readAhead } from './read-ahead.ts';

const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);

function watched(): ByteSource & { readonly ranges: [number, number][] } {
  const ranges: [number, number][] = [];
  const read = (begin: number, end: number): Promise<Uint8Array> => {
    ranges.push([begin, end]);
    return Promise.resolve(bytes.slice(begin, end));
  };
  return { size: bytes.length, ranges, read };
}

test('small reads one after the other are few, large ones go through', async () => {
  const source = watched();
  const ahead = readAhead(source, 10);
  const reads: [number, number][] = [
    [0, 2],
    [2, 10],
    [8, 12],
    [20, 40],
    [15, 18],
    [95, 99],
    [99, 100],
  ];
  for (const [begin, end] of reads) expect(await ahead.read(begin, end)).toEqual(bytes.slice(begin, end));
  expect(source.ranges).toEqual([
    [0, 10],
    [8, 18],
    [20, 40],
    [95, 100],
  ]);
});

test("reads at the same time do not get in each other's way", async () => {
  const ahead = readAhead(watched(), 10);
  const starts = [0, 50, 5, 90, 51];
  const read = await Promise.all(starts.map((begin) => ahead.read(begin, begin + 3)));
  expect(read).toEqual(starts.map((begin) => bytes.slice(begin, begin + 3)));
});

test('what is read keeps no block in memory', async () => {
  const ahead = readAhead(watched(), 10);
  expect((await ahead.read(0, 2)).buffer.byteLength).toBe(2);
});
