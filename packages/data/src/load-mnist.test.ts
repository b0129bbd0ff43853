import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadMnist } from './load-mnist.ts';
import { gzip, idxFile } from './testing.ts';

const images = idxFile([3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
const labels = idxFile([3], [7, 0, 9]);
const reader =
  (files: Record<string, Uint8Array>) =>
  async (name: string): Promise<Uint8Array | undefined> =>
    files[name];

describe('loadMnist', () => {
  it.each([
    ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
    ['train-images.idx3-ubyte', 'train-labels.idx1-ubyte'],
  ])('finds %s, plain and gzipped', async (imageName, labelName) => {
    const plain = await loadMnist('train', { readFile: reader({ [imageName]: images, [labelName]: labels }) });
    const zipped = await loadMnist('train', {
      readFile: reader({ [`${imageName}.gz`]: gzip(images), [`${labelName}.gz`]: gzip(labels) }),
    });
    for (const set of [plain, zipped]) {
      expect(set.length).toBe(3);
      expect(set.shape).toEqual([2, 2, 1]);
      expect(set.get(2)).toEqual({ pixels: Uint8Array.of(9, 10, 11, 12), label: 9 });
    }
  });

  it('reads the test half from its own files', async () => {
    const files = { 't10k-images-idx3-ubyte': images, 't10k-labels-idx1-ubyte': labels };
    expect((await loadMnist('test', { readFile: reader(files) })).length).toBe(3);
    await expect(loadMnist('train', { readFile: reader(files) })).rejects.toThrow(/looked for train-images-idx3-ubyte/);
  });

  it('says how many pictures and labels there are when they differ', async () => {
    const files = { 'train-images-idx3-ubyte': images, 'train-labels-idx1-ubyte': idxFile([2], [1, 2]) };
    await expect(loadMnist('train', { readFile: reader(files) })).rejects.toThrow(/has 3 pictures.*has 2 labels/);
  });

  it('refuses a label without a class', async () => {
    const files = { 'train-images-idx3-ubyte': images, 'train-labels-idx1-ubyte': idxFile([3], [1, 10, 2]) };
    await expect(loadMnist('train', { readFile: reader(files) })).rejects.toThrow(
      /train-labels-idx1-ubyte: label 10 at index 1, expected an integer in 0..9/,
    );
  });

  it('refuses labels where pictures should be', async () => {
    const files = { 'train-images-idx3-ubyte': labels, 'train-labels-idx1-ubyte': labels };
    await expect(loadMnist('train', { readFile: reader(files) })).rejects.toThrow(/expected uint8 of rank 3/);
  });

  const folder = fileURLToPath(new URL('../../../../shared/data/mnist/', import.meta.url));
  it.skipIf(!existsSync(folder))('reads the real MNIST (skipped where the shared data is absent)', async () => {
    const readReal = (name: string): Promise<Uint8Array | undefined> => readFile(folder + name).catch(() => undefined);
    const test = await loadMnist('test', { readFile: readReal });
    expect(test.length).toBe(10_000);
    expect(test.shape).toEqual([28, 28, 1]);
    expect([0, 1, 2, 3].map((i) => test.get(i).label)).toEqual([7, 2, 1, 0]);
  });
});
