import { expect, it } from 'vitest';
import { rasterize } from './rasterize.ts';

const plain = { scale: 20, offsetX: 0, offsetY: 0, penScale: 20 };

it('draws a dot of the width of the pen', () => {
  const { data } = rasterize([[{ x: 0.5, y: 0.5, pressure: 0.9 }]], 20, plain); // 0.1 of 20 pixels: a disc of radius 1
  const area = data.reduce((sum, ink) => sum + ink, 0);
  expect(area).toBeGreaterThan(Math.PI * 0.8);
  expect(area).toBeLessThan(Math.PI * 1.2);
  expect(data[10 * 20 + 10]).toBeCloseTo(0.793, 2); // its centre is (10, 10), a corner of this pixel: 1 - sqrt(0.5) + 0.5
});

it('draws a band between two points, and nothing beyond its reach', () => {
  const stroke = [0.25, 0.75].map((x) => ({ x, y: 0.525, pressure: 0.9 }));
  const { data } = rasterize([stroke], 20, plain);
  const row = (y: number): number[] => Array.from(data.subarray(y * 20, y * 20 + 20));
  expect(row(10).slice(5, 15)).toEqual(Array.from({ length: 10 }, () => 1));
  expect(row(10).slice(0, 3)).toEqual([0, 0, 0]);
  expect(row(7).every((ink) => ink === 0)).toBe(true);
});

it('lets pressure widen the pen', () => {
  const inkAt = (pressure: number): number =>
    rasterize([[{ x: 0.5, y: 0.5, pressure }]], 20, plain).data.reduce((sum, ink) => sum + ink, 0);
  expect(inkAt(1)).toBeGreaterThan(inkAt(0.2) * 1.5);
});

it('keeps what lies outside the raster out of it', () => {
  const { data } = rasterize([[{ x: 5, y: -3, pressure: 0.5 }]], 20, plain);
  expect(data.every((ink) => ink === 0)).toBe(true);
});
