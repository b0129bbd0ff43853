import { expect, it } from 'vitest';
import { paintLabels } from './paint-labels.ts';

const map = { labels: Int32Array.of(0, 1, 2, 1, 40, 0), width: 3, height: 2, count: 40 };

it('gives every label one colour of its own, and the background black', () => {
  const { data, width, height, channels } = paintLabels(map);
  expect([width, height, channels]).toEqual([3, 2, 3]);
  const colors = Array.from({ length: 6 }, (_, i) => data.slice(3 * i, 3 * i + 3).join());
  expect(colors[0]).toBe('0,0,0');
  expect(colors[1]).toBe(colors[3]);
  expect(new Set(colors).size).toBe(4);
});

it('keeps the colour of a label whatever the count, and tells a thousand apart', () => {
  const labels = Int32Array.from({ length: 1000 }, (_, i) => i + 1);
  const { data } = paintLabels({ labels, width: 1000, height: 1, count: 1000 });
  expect(data.slice(0, 3)).toEqual(paintLabels(map).data.slice(3, 6));
  const colors = new Set(Array.from(labels, (_, i) => data.slice(3 * i, 3 * i + 3).join()));
  expect(colors.size).toBeGreaterThan(950);
});

it('paints the background as told', () => {
  expect(paintLabels(map, { background: [255, 255, 255] }).data.slice(0, 3)).toEqual(Uint8Array.of(255, 255, 255));
});
