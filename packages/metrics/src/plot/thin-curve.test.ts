import { expect, it } from 'vitest';
import { thinCurve } from './thin-curve.ts';

it('leaves short curves as they are, but for what is not finite', () => {
  expect(thinCurve([0, 1, 2], [5, Number.NaN, 7])).toEqual([
    { x: 0, y: 5 },
    { x: 2, y: 7 },
  ]);
});

it.each([1, -1])('keeps ends and extremes of long ones in their order (direction %i)', (direction) => {
  const x = Float64Array.from({ length: 100_000 }, (_, i) => direction * i);
  const y = x.map((value) => Math.sin(value / 300));
  y[54_321] = 9;
  const thin = thinCurve(x, y);
  expect(thin.length).toBeLessThan(4100);
  expect([thin[0], thin.at(-1)]).toEqual([
    { x: x[0], y: y[0] },
    { x: x.at(-1), y: y.at(-1) },
  ]);
  expect(thin).toContainEqual({ x: x[54_321], y: 9 });
  const places = thin.map((point) => direction * point.x);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

it('keeps a vertical line', () => {
  expect(
    thinCurve(
      new Float64Array(5000),
      Float64Array.from({ length: 5000 }, (_, i) => i),
    ),
  ).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 4999 },
  ]);
});
