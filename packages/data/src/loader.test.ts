import { Rng } from '@cv/tensor/rng';
import { describe, expect, it } from 'vitest';
import { ArrayDataset } from './array-dataset.ts';
import type { ImageDataset } from './dataset.ts';
import { type Batch, Loader } from './loader.ts';
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

  it('drops the rest on request', async () => {
    const loader = new Loader(set, { batchSize: 4, dropLast: true });
    expect(loader.batches).toBe(2);
    expect(await all(loader.epoch(0))).toHaveLength(2);
  });

  it('normalises as (value / 255 - mean) / std, by channel', async () => {
    const colour = new ArrayDataset({ images: Uint8Array.of(0, 51, 255, 102), shape: [1, 2, 2], labels: [0], classes });
    const loader = new Loader(colour, { batchSize: 1, normalize: { mean: [0.5, 0.2], std: [0.5, 0.1] } });
    const [batch] = await all(loader.epoch(0));
    expect([...batch!.images].map((v) => Math.round(v * 1e5) / 1e5)).toEqual([-1, 0, 1, 2]);
  });

  it('shuffles by seed and epoch: every sample once, the same again, another order elsewhere', async () => {
    const order = async (seed: number, epoch: number): Promise<number[]> =>
      indices(await all(new Loader(set, { batchSize: 3, shuffle: true, rng: new Rng(seed) }).epoch(epoch)));
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
    const options = { shuffle: true, augment: randomAffine({ shiftPx: 1, angleRad: 1 }) };
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
    expect(asked).toEqual([0, 1, 2, 3, 4]);
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

describe('randomAffine', () => {
  const picture = Uint8Array.of(0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  it('leaves a picture alone when nothing may change', () => {
    expect([...randomAffine()(picture, [4, 4, 1], new Rng(1))]).toEqual([...picture]);
  });

  it('keeps the sum of a bright spot that stays inside, and moves its centre by at most the shift', () => {
    for (let seed = 0; seed < 50; seed++) {
      const moved = [...randomAffine({ shiftPx: 1 })(picture, [4, 4, 1], new Rng(seed))];
      const sum = moved.reduce((a, b) => a + b, 0);
      const x = moved.reduce((a, v, i) => a + v * (i % 4), 0) / sum;
      expect(sum).toBeCloseTo(9, 4);
      expect(Math.abs(x - 1)).toBeLessThanOrEqual(1.0001);
    }
  });

  it('turns about the centre and fills the corners', () => {
    const white = new Uint8Array(25).fill(200);
    const turned = randomAffine({ angleRad: 0.8, fill: 7 })(white, [5, 5, 1], new Rng(3));
    expect(turned[12]).toBeCloseTo(200, 4);
    expect(turned[0]).toBeLessThan(200);
  });

  it('refuses limits that make no sense', () => {
    expect(() => randomAffine({ shiftPx: -1 })).toThrow(/shiftPx >= 0/);
    expect(() => randomAffine({ scale: [2, 1] })).toThrow(/scale/);
  });
});
