import { expect, it } from 'vitest';
import type { Drawing } from './drawing.ts';
import { mnistRaster, plainRaster } from './mnist-raster.ts';
import type { Raster } from './rasterize.ts';
import { SAMPLE_DIGITS } from './sample-digits.ts';

function measure({ data, width }: Raster): { box: number; x: number; y: number } {
  const inked = Array.from(data.keys()).filter((i) => data[i]! > 0.5);
  const [xs, ys] = [inked.map((i) => i % width), inked.map((i) => Math.floor(i / width))];
  const box = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) + 1;
  const mass = data.reduce((sum, ink) => sum + ink, 0);
  const at = (pick: (i: number) => number): number => data.reduce((sum, ink, i) => sum + ink * pick(i), 0) / mass;
  return { box, x: at((i) => (i % width) + 0.5), y: at((i) => Math.floor(i / width) + 0.5) };
}

function moved(drawing: Drawing, scale: number, dx: number, dy: number): Drawing {
  return drawing.map((stroke) =>
    stroke.map(({ x, y, pressure }) => ({ x: x * scale + dx, y: y * scale + dy, pressure })),
  );
}

it.each(SAMPLE_DIGITS.map((drawing, digit) => [digit, drawing] as const))(
  'fits a %i into 20 of 28 pixels, its mass in the middle',
  (_, drawing) => {
    const { box, x, y } = measure(mnistRaster(drawing)!);
    expect(box).toBeGreaterThanOrEqual(98); // 20 pixels of 5
    expect(box).toBeLessThanOrEqual(102);
    expect(Math.hypot(x - 70, y - 70)).toBeLessThan(1);
  },
);

it('makes the same of a digit wherever and however large it was drawn', () => {
  const all = mnistRaster(SAMPLE_DIGITS[5]!)!;
  const corner = mnistRaster(moved(SAMPLE_DIGITS[5]!, 0.4, 0.6, 0.05))!;
  const worst = all.data.reduce((most, ink, i) => Math.max(most, Math.abs(ink - corner.data[i]!)), 0);
  expect(worst).toBeLessThan(0.02);
});

it('does not blow up a dot to a digit', () => {
  const { box } = measure(mnistRaster([[{ x: 0.1, y: 0.9, pressure: 0.5 }]])!);
  expect(box).toBeLessThan(20);
});

it('is nothing for an empty drawing', () => {
  expect(mnistRaster([])).toBeUndefined();
  expect(plainRaster([])).toBeUndefined();
});

it('leaves a drawing where it is when asked to', () => {
  const { x, y } = measure(plainRaster([[{ x: 0.25, y: 0.75, pressure: 0.5 }]])!);
  expect([x, y].map(Math.round)).toEqual([35, 105]);
});
