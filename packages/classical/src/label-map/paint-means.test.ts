import { createPicture, PictureError } from '@cv/image';
import { expect, it } from 'vitest';
import { paintMeans } from './paint-means.ts';

const map = { labels: Int32Array.of(1, 0, 1, 9), width: 4, height: 1, count: 9 };

it('paints means, rounded for integers, in the order of the picture', () => {
  const bytes = createPicture({ data: Uint8Array.of(1, 7, 4, 200), width: 4, height: 1, channels: 1 });
  expect([...paintMeans(bytes, map).data]).toEqual([3, 7, 3, 200]);
  const floats = createPicture({ ...bytes, data: Float32Array.from(bytes.data) });
  expect([...paintMeans(floats, map).data]).toEqual([2.5, 7, 2.5, 200]);
  const planes = {
    data: Uint8Array.of(1, 7, 4, 200, 3, 0, 5, 9),
    width: 4,
    height: 1,
    channels: 2,
    layout: 'planar',
  } as const;
  expect([...paintMeans(createPicture(planes), map).data]).toEqual([3, 7, 3, 200, 4, 0, 4, 9]);
});

it('refuses labels of another size', () => {
  const picture = createPicture({ dtype: 'uint8', width: 2, height: 2, channels: 1 });
  expect(() => paintMeans(picture, map)).toThrow(PictureError);
});
