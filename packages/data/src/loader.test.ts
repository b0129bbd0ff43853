import { Rng } from '@cv/tensor/rng';
import { describe, expect, it } from 'vitest';
import { ArrayDataset } from './array-dataset.ts';
import type { Batch } from './batch.ts';
import type { ImageDataset } from './dataset.ts';
import { Loader } from './loader.ts';
import { randomAffine } from './random-affine.ts';

const shape = [2, 2, 1] as const;
const classes = ['a', 'b', 'c'];
const set = new ArrayDataset({
  images: Uint8Array.from({ length: 40 }, (_, i) => i * 6),
  shape,
  labels: Array.from({ length: 10 }, (_, i) => i % 3),
  classes,
});

async function all(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const list: Batch[] = [];
  for await (const batch of batches) list.push(batch);
  return list;
}
const indices = (batches: readonly Batch[]): number[] => batches.flatMap((batch) => [...batch.indices]);

describe('Loader', () => {
  it('goes through the data in order, the rest in a smaller batch', async () => {
    const loader = new Loader(set, { batchSize: 4 });
    const batches = await all(loader.epoch(0));
    expect(loader.batches).toBe(3);
    expect(batches.map((batch) => batch.shape)).toEqual([
      [4, 2, 2, 1],
      [4, 2, 2, 1],
      [2, 2, 2, 1],
    ]);
    expect(indices(batches)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...batches[2]!.labels]).toEqual([2, 0]);
    expect(batches[0]!.images[1]).toBeCloseTo(6 / 255, 7);
  });

  it.each([
    [{ dropLast: true }, 2],
    [{ shuffle: true, rng: new Rng(1) }, 2],
    [{ shuffle: true, rng: new Rng(1), dropLast: false }, 3],
  ])('leaves the rest out with %j: on request, and by default when shuffling', async (options, batches) => {
    const loader = new Loader(set, { batchSize: 4, ...options });
    expect(loader.batches).toBe(batches);
    expect(await all(loader.epoch(0))).toHaveLength(batches);
  });

  it('normalises as (value / 255 - mean) / std, by channel', async () => {
    const colour = new ArrayDataset({ images: Uint8Array.of(0, 51, 255, 102), shape: [1, 2, 2], labels: [0], classes });
    const loader = new Loader(colour, { batchSize: 1, normalize: { mean: [0.5, 0.2], std: [0.5, 0.1] } });
    const [batch] = await all(loader.epoch(0));
    expect([...batch!.images].map((v) => Math.round(v * 1e5) / 1e5)).toEqual([-1, 0, 1, 2]);
    const floats = new ArrayDataset({
      images: Float32Array.of(0, 51, 255, 102),
      shape: [1, 2, 2],
      labels: [0],
      classes,
    });
    const [same] = await all(
      new Loader(floats, { batchSize: 1, normalize: { mean: [0.5, 0.2], std: [0.5, 0.1] } }).epoch(0),
    );
    for (const [i, value] of same!.images.entries()) expect(value).toBeCloseTo(batch!.images[i]!, 6);
  });

  it('shuffles by seed and epoch: every sample once, the same again, another order elsewhere', async () => {
    const order = async (seed: number, epoch: number): Promise<number[]> =>
      indices(
        await all(new Loader(set, { batchSize: 3, shuffle: true, dropLast: false, rng: new Rng(seed) }).epoch(epoch)),
      );
    const first = await order(1, 0);
    expect([...first].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await order(1, 0)).toEqual(first);
    expect(await order(1, 1)).not.toEqual(first);
    expect(await order(2, 0)).not.toEqual(first);
  });

  it('goes on in the middle of an epoch with the batches that were left', async () => {
    const loader = new Loader(set, {
      batchSize: 3,
      shuffle: true,
      rng: new Rng(5),
      augment: randomAffine({ shiftPx: 1 }),
    });
    const whole = await all(loader.epoch(2));
    expect(await all(loader.epoch(2, { skip: 2 }))).toEqual(whole.slice(2));
  });

  it('augments each sample by seed, epoch and index, whatever the batch size or the prefetch', async () => {
    const options = { shuffle: true, dropLast: false, augment: randomAffine({ shiftPx: 1, angleRad: 1 }) };
    const bySample = async (batchSize: number, prefetch: number, seed: number): Promise<Map<number, number[]>> => {
      const loader = new Loader(set, { ...options, batchSize, prefetch, rng: new Rng(seed) });
      const map = new Map<number, number[]>();
      for (const batch of await all(loader.epoch(0))) {
        batch.indices.forEach((index, i) => {
          map.set(index, [...batch.images.subarray(i * 4, i * 4 + 4)]);
        });
      }
      return map;
    };
    const reference = await bySample(4, 2, 1);
    expect(await bySample(1, 0, 1)).toEqual(reference);
    expect(await bySample(4, 2, 2)).not.toEqual(reference);
  });

  it('prepares batches ahead, no more than asked for, and stops when the consumer leaves', async () => {
    const asked: number[] = [];
    const slow: ImageDataset = {
      length: 100,
      shape,
      classes,
      get: async (index) => {
        asked.push(index);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return set.get(index % 10);
      },
    };
    for await (const batch of new Loader(slow, { batchSize: 1, prefetch: 3 }).epoch(0)) {
      expect(batch.indices[0]).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 20));
      break;
    }
    expect(asked).toEqual([0, 1, 2, 3]);
  });

  it('gives a batch away before it begins with the next one, which is ready when asked for', async () => {
    const asked: number[] = [];
    const watched: ImageDataset = {
      length: 6,
      shape,
      classes,
      get: (index) => {
        asked.push(index);
        return set.get(index);
      },
    };
    const epoch = new Loader(watched, { batchSize: 1, prefetch: 2 }).epoch(0);
    await epoch.next();
    expect(asked).toEqual([0]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toEqual([0, 1, 2]);
    await epoch.next();
    expect(asked).toEqual([0, 1, 2]);
    await epoch.return();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toEqual([0, 1, 2]);
  });

  it('fetches the samples of a batch side by side', async () => {
    let [open, most] = [0, 0];
    const remote: ImageDataset = {
      length: 8,
      shape,
      classes,
      get: async (index) => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 1));
        open--;
        return set.get(index);
      },
    };
    const batches = await all(new Loader(remote, { batchSize: 4, prefetch: 0 }).epoch(0));
    expect(most).toBe(4);
    expect(batches[1]!.images).toEqual((await all(new Loader(set, { batchSize: 4 }).epoch(0)))[1]!.images);
  });

  it('refuses a sample, or an augmented one, of another size', async () => {
    const short: ImageDataset = { length: 2, shape, classes, get: () => ({ pixels: new Uint8Array(3), label: 0 }) };
    await expect(all(new Loader(short, { batchSize: 2 }).epoch(0))).rejects.toThrow(
      /sample 0 has 3 values, expected 4/,
    );
    const loader = new Loader(set, { batchSize: 2, rng: new Rng(1), augment: () => new Uint8Array(5) });
    await expect(all(loader.epoch(0))).rejects.toThrow(/sample 0 has 5 values/);
  });

  it('refuses an epoch or a place that is no whole number', () => {
    const loader = new Loader(set, { batchSize: 4 });
    expect(() => loader.epoch(-1)).toThrow(/epoch is -1/);
    expect(() => loader.epoch(0, { skip: 0.5 })).toThrow(/skip is 0.5/);
  });

  it('hands a failing sample to the consumer in its turn', async () => {
    const broken: ImageDataset = {
      length: 4,
      shape,
      classes,
      get: (index) => (index === 2 ? Promise.reject(new Error('sample 2 is broken')) : set.get(index)),
    };
    const seen: number[] = [];
    const consume = async (): Promise<void> => {
      for await (const batch of new Loader(broken, { batchSize: 1, prefetch: 3 }).epoch(0))
        seen.push(batch.indices[0]!);
    };
    await expect(consume()).rejects.toThrow('sample 2 is broken');
    expect(seen).toEqual([0, 1]);
  });

  it.each([
    [{ batchSize: 0 }, /batchSize is 0/],
    [{ batchSize: 2.5 }, /batchSize is 2.5/],
    [{ batchSize: 1, prefetch: -1 }, /prefetch is -1/],
    [{ batchSize: 1, shuffle: true }, /need an rng/],
    [{ batchSize: 1, normalize: { mean: [0, 0], std: [1, 1] } }, /expected 1 of each/],
    [{ batchSize: 1, normalize: { mean: [0], std: [0] } }, /std > 0/],
  ])('refuses %j', (options, message) => {
    expect(() => new Loader(set, options)).toThrow(message);
  });

  it('has no batches for an empty data set', async () => {
    const empty = new ArrayDataset({ images: new Uint8Array(), shape, labels: [], classes });
    expect(await all(new Loader(empty, { batchSize: 4 }).epoch(0))).toEqual([]);
  });
});
