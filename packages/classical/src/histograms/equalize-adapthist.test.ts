import { createPicture } from '@cv/image';
import { expect, it } from 'vitest';
import { clipCounts } from './clip-counts.ts';
import { equalizeAdapthist } from './equalize-adapthist.ts';

const picture = createPicture({
  data: Uint8Array.from({ length: 40 * 30 }, (_, i) => 90 + ((i * i) % 37) + (i % 40)),
  width: 40,
  height: 30,
  channels: 1,
});

it('fills the full range, and changes with every option', () => {
  const { data, range } = equalizeAdapthist(picture);
  expect([Math.min(...data), Math.max(...data), ...range]).toEqual([0, 1, 0, 1]);
  for (const options of [{ clipLimit: 0.5 }, { kernelSize: [7, 11] as const }, { bins: 16 }]) {
    expect(equalizeAdapthist(picture, options).data).not.toEqual(data);
  }
});

it('counts float32 from the lower end of its range to the upper', () => {
  const floats = createPicture({ ...picture, data: Float32Array.from(picture.data), range: [0, 255] });
  expect(equalizeAdapthist(floats).data).toEqual(equalizeAdapthist(picture).data);
});

it('refuses limits, tiles and bins that are none', () => {
  for (const options of [
    { clipLimit: -1 },
    { clipLimit: 1.5 },
    { clipLimit: Number.NaN },
    { kernelSize: [0, 3] as const },
    { kernelSize: [2.5, 3] as const },
    { bins: 0 },
    { bins: 20_000 },
  ]) {
    expect(() => equalizeAdapthist(picture, options)).toThrow(expect.objectContaining({ code: 'option' }));
  }
});

it('clipCounts deals out as scikit-image does (here one more than there was), and ends where all bins are full', () => {
  const counts = Int32Array.of(9, 0, 1, 0);
  clipCounts(counts, 4);
  expect([...counts]).toEqual([4, 2, 3, 2]);
  const full = Int32Array.of(9, 9);
  clipCounts(full, 4);
  expect([...full]).toEqual([4, 4]);
});
