import { convertPicture, createPicture, type Picture } from '@cv/image';
import { expect, it } from 'vitest';
import { convertColor } from '../../color/convert-color.ts';
import { bytes, grayOf } from '../rows.test.support.ts';
import { slic } from './slic.ts';

/** Red left, blue right, 24 x 12. */
const halves = createPicture({
  data: Uint8Array.from({ length: 24 * 12 * 3 }, (_, i) =>
    i % 3 === (Math.floor(i / 3) % 24 < 11 ? 0 : 2) ? 220 : 20,
  ),
  width: 24,
  height: 12,
  channels: 3,
});
const across = ({ labels, width }: { labels: Int32Array; width: number }): boolean =>
  [...labels.keys()].some((i) => i % width === 10 && labels[i] === labels[i + 1]);

it('keeps to edges, numbers from 1, and leaves no gap', () => {
  const map = slic(halves, { segments: 8, compactness: 5 });
  expect(across(map)).toBe(false);
  expect(new Set(map.labels)).toEqual(new Set(Array.from({ length: map.count }, (_, i) => i + 1)));
});

it('does not depend on layout or range', () => {
  const { labels } = slic(halves, { segments: 8 });
  expect(slic(convertPicture(halves, { layout: 'planar' }), { segments: 8 }).labels).toEqual(labels);
  const words = convertPicture(halves, { dtype: 'uint16', range: [0, 65535] });
  expect(slic(words, { segments: 8 }).labels).toEqual(labels);
});

it('every option changes the result', () => {
  let state = 7;
  const noise = Uint8Array.from({ length: 400 }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 80 + 60 * Math.sin(i / 3) + (state >>> 25);
  });
  const picture = grayOf(20, noise);
  const base = { segments: 16, compactness: 0.3 };
  const { labels } = slic(picture, base);
  for (const options of [
    { segments: 25 },
    { compactness: 50 },
    { maxIterations: 1 },
    { enforceConnectivity: false },
    { minSizeFactor: 0.05 },
    { maxSizeFactor: 0.5 },
  ]) {
    expect(slic(picture, { ...base, ...options }).labels, Object.keys(options)[0]).not.toEqual(labels);
  }
});

it('compares Lab as it is', () => {
  const lab = slic(convertColor(halves, 'lab'), { segments: 8 });
  expect(across(lab)).toBe(false);
});

it('takes one pixel, a row, one value, and more segments than pixels', () => {
  expect([...slic(bytes(1, 5)).labels]).toEqual([1]);
  const row: Picture = grayOf(
    40,
    new Uint16Array(40).map((_, i) => (i < 20 ? 0 : 65535)),
  );
  const { labels, count } = slic(row, { segments: 4, compactness: 0.1 });
  expect(count).toBe(4);
  expect(labels[19]).not.toBe(labels[20]);
  expect(slic(grayOf(6, new Uint8Array(36).fill(9)), { segments: 4 }).count).toBe(4);
  expect(slic(grayOf(3, new Float32Array(9)), { segments: 1000 }).count).toBe(9);
});

it('refuses alpha, NaN and numbers that are none', () => {
  const alpha = createPicture({ dtype: 'uint8', width: 2, height: 2, channels: 4 });
  expect(() => slic(alpha)).toThrow(/use dropAlpha first/);
  expect(() => slic(grayOf(1, Float32Array.of(Number.NaN)))).toThrow(/NaN/);
  expect(() => slic(halves, { segments: 0 })).toThrow(/segments must be a whole number above 0/);
  expect(() => slic(halves, { segments: 2.5 })).toThrow(/segments/);
  expect(() => slic(halves, { compactness: 0 })).toThrow(/compactness must be a finite number above 0/);
});
