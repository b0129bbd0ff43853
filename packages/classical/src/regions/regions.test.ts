import { createPicture, type Picture, PictureError, type PixelArray } from '@cv/image';
import { describe, expect, it } from 'vitest';
import type { LabelMap } from '../label-map/label-map.ts';
import { connectedComponents } from './connected-components.ts';
import { distanceTransform } from './distance-transform.ts';
import { hMaxima } from './h-maxima.ts';
import { watershed } from './watershed.ts';

const of = (width: number, data: PixelArray): Picture =>
  createPicture({ data, width, height: data.length / width, channels: 1 });
const bytes = (width: number, ...values: number[]): Picture => of(width, Uint8Array.from(values));
const markers = (width: number, ...labels: number[]): LabelMap => ({
  labels: Int32Array.from(labels),
  width,
  height: labels.length / width,
  count: Math.max(...labels),
});

describe('connectedComponents', () => {
  it('joins across corners with 8 neighbours, not with 4, and follows the order of rows', () => {
    const mask = bytes(3, 1, 0, 1, 0, 1, 0, 0, 0, 1);
    expect([...connectedComponents(mask).labels]).toEqual([1, 0, 1, 0, 1, 0, 0, 0, 1]);
    expect([...connectedComponents(mask, { connectivity: 4 }).labels]).toEqual([1, 0, 2, 0, 3, 0, 0, 0, 4]);
  });

  it('labels equal values, the background too when asked; NaN is alone', () => {
    expect([...connectedComponents(bytes(4, 5, 5, 7, 0)).labels]).toEqual([1, 1, 2, 0]);
    expect([...connectedComponents(bytes(4, 5, 5, 7, 0), { background: null }).labels]).toEqual([1, 1, 2, 3]);
    expect(connectedComponents(of(2, Float32Array.of(Number.NaN, Number.NaN))).count).toBe(2);
  });

  it('joins what meets late, with very many provisional labels', () => {
    const width = 2001;
    const comb = Uint8Array.from({ length: width * 2 }, (_, i) => (i < width ? Number(i % 2 === 0) : 1));
    const { labels, count } = connectedComponents(of(width, comb));
    expect(count).toBe(1);
    expect(labels.every((label, i) => label === comb[i])).toBe(true);
    expect(connectedComponents(bytes(1, 0)).count).toBe(0);
    expect(() => connectedComponents(bytes(1, 1), { connectivity: 6 as 4 })).toThrow(
      /connectivity must be 4 or 8, not 6/,
    );
  });
});

describe('distanceTransform', () => {
  it('is exact, also where only another row or column has a 0', () => {
    const { data, range } = distanceTransform(bytes(3, 0, 1, 1, 1, 1, 1, 1, 1, 1));
    expect([...data]).toEqual([0, 1, 2, 1, Math.SQRT2, Math.sqrt(5), 2, Math.sqrt(5), Math.sqrt(8)].map(Math.fround));
    expect(range).toEqual([0, Math.hypot(3, 3)]);
  });

  it('is infinite without a 0, and 0 for one', () => {
    expect([...distanceTransform(bytes(2, 1, 1)).data]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([...distanceTransform(bytes(1, 0)).data]).toEqual([0]);
  });

  it('equals the smallest of all distances', () => {
    const width = 17;
    const mask = of(
      width,
      Uint8Array.from({ length: width * 13 }, (_, i) => Number((i * 7919) % 11 > 0)),
    );
    const zeros = [...mask.data.keys()].filter((i) => mask.data[i] === 0);
    const expected = Array.from(mask.data, (_, i) =>
      Math.min(
        ...zeros.map((z) => Math.hypot((z % width) - (i % width), Math.floor(z / width) - Math.floor(i / width))),
      ),
    );
    expect([...distanceTransform(mask).data]).toEqual(expected.map(Math.fround));
  });
});

describe('hMaxima', () => {
  it('finds peaks that rise by h, and no lower ones', () => {
    const ridge = bytes(7, 1, 9, 6, 8, 1, 4, 1);
    expect([...hMaxima(ridge, 1).data]).toEqual([0, 1, 0, 1, 0, 1, 0]);
    expect([...hMaxima(ridge, 3).data]).toEqual([0, 1, 0, 0, 0, 1, 0]);
    expect([...hMaxima(ridge, 200).data]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([...hMaxima(of(3, Float32Array.of(0, 0.5, 0.25)), 0.2).data]).toEqual([0, 1, 0]);
    expect(() => hMaxima(ridge, 0)).toThrow(/h must be above 0/);
  });
});

describe('watershed', () => {
  it('parts at the crest, with a line when asked', () => {
    const hills = bytes(7, 1, 2, 3, 9, 3, 2, 1);
    const ends = markers(7, 1, 0, 0, 0, 0, 0, 2);
    expect([...watershed(hills, { markers: ends }).labels].filter((_, i) => i !== 3)).toEqual([1, 1, 1, 2, 2, 2]);
    expect([...watershed(hills, { markers: ends, line: true }).labels]).toEqual([1, 1, 1, 0, 2, 2, 2]);
  });

  it('stays in the mask, keeps markers, and floods nothing without them', () => {
    const flat = bytes(4, 5, 5, 5, 5);
    const first = markers(4, 3, 0, 0, 0);
    const { labels, count } = watershed(flat, { markers: first, mask: bytes(4, 1, 1, 0, 1) });
    expect([...labels]).toEqual([3, 3, 0, 0]);
    expect(count).toBe(3);
    expect([...first.labels]).toEqual([3, 0, 0, 0]);
    expect([...watershed(flat, { markers: markers(4, 0, 0, 0, 0) }).labels]).toEqual([0, 0, 0, 0]);
    expect([...watershed(bytes(1, 7), { markers: markers(1, 1) }).labels]).toEqual([1]);
  });

  it('gets compact with compactness, and reaches around corners with 8 neighbours', () => {
    const diagonal = { markers: markers(2, 1, 0, 0, 0), mask: bytes(2, 1, 0, 0, 1) };
    expect([...watershed(bytes(2, 1, 1, 1, 1), diagonal).labels]).toEqual([1, 0, 0, 0]);
    expect([...watershed(bytes(2, 1, 1, 1, 1), { ...diagonal, connectivity: 8 }).labels]).toEqual([1, 0, 0, 1]);
    const valley = bytes(5, 0, 0, 0, 0, 3);
    const both = markers(5, 1, 0, 0, 0, 2);
    expect([...watershed(valley, { markers: both }).labels]).toEqual([1, 1, 1, 1, 2]);
    expect([...watershed(valley, { markers: both, compactness: 100 }).labels]).toEqual([1, 1, 1, 2, 2]);
  });

  it('refuses sizes that differ, NaN, and options that are none', () => {
    const picture = bytes(2, 1, 2);
    const fit = markers(2, 1, 0);
    expect(() => watershed(picture, { markers: markers(1, 1) })).toThrow(/markers of 1 x 1 for 2 x 1 pixels/);
    expect(() => watershed(picture, { markers: fit, mask: bytes(1, 1) })).toThrow(/mask of 1 x 1/);
    expect(() => watershed(of(2, Float32Array.of(1, Number.NaN)), { markers: fit })).toThrow(PictureError);
    expect(() => watershed(picture, { markers: fit, compactness: -1 })).toThrow(/compactness/);
  });
});
