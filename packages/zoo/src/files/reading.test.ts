import { WeightsError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { memorySource } from './memory-source.ts';
import { type Reading, range, readFrom, readNow } from './reading.ts';

const bytes = Uint8Array.of(2, 10, 20, 30);

/** Skips as many bytes as the first one says, and reads the rest. */
function* skipping(size: number): Reading<number[]> {
  const [skip] = yield* range(0, 1);
  return [...(yield* range(1 + skip!, size)), ...(yield* range(size, size))];
}

test('the same work reads bytes in memory and a source', async () => {
  expect(readNow(bytes, skipping(4))).toEqual([30]);
  expect(await readFrom(memorySource(bytes), skipping(4))).toEqual([30]);
});

test('an empty range asks the source for nothing', async () => {
  const source = { size: 0, read: () => Promise.reject(new WeightsError('asked')) };
  expect(await readFrom(source, range(0, 0))).toEqual(new Uint8Array(0));
});

test.each([
  ['fewer', 3],
  ['more', 5],
])('a source that gives %s bytes than it was asked for is refused', async (_, given) => {
  const source = { size: 8, read: () => Promise.resolve(new Uint8Array(given)) };
  const reading = readFrom(source, range(2, 6));
  await expect(reading).rejects.toThrow(WeightsError);
  await expect(reading).rejects.toThrow(`the source gave ${given} bytes, expected the 4 of 2 to 6`);
});
