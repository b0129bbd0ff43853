import { PictureError } from '@cv/image';
import { expect, it } from 'vitest';
import { distanceMarkers } from './distance-markers.ts';
import { distanceTransform } from './distance-transform.ts';
import { hMaxima } from './h-maxima.ts';
import { hMinima } from './h-minima.ts';
import { localMaxima } from './local-maxima.ts';
import { localMinima } from './local-minima.ts';
import { bytes, drawing, grayOf } from './rows.test.support.ts';

it('localMaxima and localMinima find plateaus, at the rim too, and none where all is one value', () => {
  const hills = bytes(7, 5, 5, 1, 8, 8, 9, 0);
  expect([...localMaxima(hills).data]).toEqual([1, 1, 0, 0, 0, 1, 0]);
  expect([...localMinima(hills).data]).toEqual([0, 0, 1, 0, 0, 0, 1]);
  for (const flat of [bytes(1, 7), bytes(2, 7, 7, 7, 7)]) {
    expect(localMaxima(flat).data.some(Boolean)).toBe(false);
    expect(localMinima(flat).data.some(Boolean)).toBe(false);
  }
  expect(localMaxima(hills)).toMatchObject({ width: 7, height: 1, range: [0, 1] });
});

it('a plateau that touches something higher at its far end is no peak, and corners count with 8', () => {
  const picture = bytes(4, ...drawing('3333', '1113', '1114'));
  expect([...localMaxima(picture).data]).toEqual(drawing('....', '....', '...1'));
  const corner = bytes(2, ...drawing('32', '24'));
  expect([...localMaxima(corner).data]).toEqual([0, 0, 0, 1]);
  expect([...localMaxima(corner, { connectivity: 4 }).data]).toEqual([1, 0, 0, 1]);
  expect([...localMinima(corner, { connectivity: 4 }).data]).toEqual([0, 1, 1, 0]);
});

it('hMinima mirrors hMaxima, ends at the largest number, and takes fractions', () => {
  const valleys = bytes(7, 99, 91, 94, 92, 99, 96, 99);
  expect([...hMinima(valleys, 1).data]).toEqual([0, 1, 0, 1, 0, 1, 0]);
  expect([...hMinima(valleys, 3).data]).toEqual([0, 1, 0, 0, 0, 1, 0]);
  expect([...hMinima(valleys, 9).data]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect([...hMinima(bytes(3, 255, 250, 255), 4).data]).toEqual([0, 1, 0]);
  expect([...hMinima(grayOf(3, Uint16Array.of(65535, 65530, 65535)), 5).data]).toEqual([0, 1, 0]);
  expect([...hMinima(valleys, 2.5).data]).toEqual([0, 1, 0, 0, 0, 1, 0]);
  expect([...hMaxima(grayOf(3, Float32Array.of(0.125, 0.75, 0.125)), 0.625).data]).toEqual([0, 1, 0]);
  expect([...hMaxima(grayOf(3, Float32Array.of(0.125, 0.75, 0.125)), 0.63).data]).toEqual([0, 0, 0]);
});

it('connectivity decides what is on the way to a higher peak', () => {
  const diagonal = bytes(2, ...drawing('9.', '.8'));
  expect([...hMaxima(diagonal, 3).data]).toEqual([1, 0, 0, 0]);
  expect([...hMaxima(diagonal, 3, { connectivity: 4 }).data]).toEqual([1, 0, 0, 1]);
});

it('distanceMarkers gives two shapes that touch a marker each, and every small one its own', () => {
  const mask = bytes(
    14,
    ...drawing('..............', '.111...111..1.', '.1111111111...', '.111...111....', '..............'),
  );
  const depth = distanceTransform(mask);
  expect(distanceMarkers(depth, { heightPx: 0.5 }).count).toBe(3);
  expect(distanceMarkers(depth, { heightPx: 5 }).count).toBe(2); // the neck is no longer one, the single pixel stays
  expect(distanceMarkers(depth).labels[1 * 14 + 12]).toBeGreaterThan(0);
  const corner = distanceTransform(bytes(4, ...drawing('....', '.1..', '..1.', '....')));
  expect(distanceMarkers(corner).count).toBe(2);
  expect(distanceMarkers(corner, { connectivity: 8 }).count).toBe(1);
});

it('distanceMarkers: nothing inside, everything inside', () => {
  expect(distanceMarkers(distanceTransform(bytes(2, 0, 0))).count).toBe(0);
  const all = distanceMarkers(distanceTransform(bytes(2, 1, 1)));
  expect([...all.labels]).toEqual([1, 1]);
  expect(all.count).toBe(1);
});

it('refuses NaN, colour and numbers that are none', () => {
  const nan = grayOf(2, Float32Array.of(1, Number.NaN));
  for (const f of [localMaxima, localMinima]) {
    expect(() => f(nan)).toThrow(expect.objectContaining({ code: 'value' }));
    expect(() => f(bytes(1, 1), { connectivity: 5 as 4 })).toThrow(/connectivity must be 4 or 8/);
  }
  expect(() => hMinima(nan, 1)).toThrow(expect.objectContaining({ code: 'value' }));
  for (const h of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => hMinima(bytes(1, 1), h)).toThrow(PictureError);
    expect(() => distanceMarkers(bytes(1, 1), { heightPx: h })).toThrow(/heightPx must be above 0/);
  }
  expect(() => distanceMarkers(nan)).toThrow(expect.objectContaining({ code: 'value' }));
});
