import { expect, it } from 'vitest';
import { bytes, labelsOf } from './rows.test.support.ts';
import { watershed } from './watershed.ts';
import { watershedSteps } from './watershed-steps.ts';

const relief = bytes(7, 1, 2, 3, 9, 3, 2, 1);
const markers = labelsOf(7, 1, 0, 0, 0, 0, 0, 2);

it('begins with the markers, rises, and ends with the result', () => {
  for (const options of [{}, { line: true }, { compactness: 2 }]) {
    const steps = [...watershedSteps(relief, { markers, every: 1, ...options })];
    expect(steps[0]).toMatchObject({ pixels: 0, level: Number.NEGATIVE_INFINITY });
    expect(steps[0]!.map.labels).toEqual(markers.labels);
    const levels = steps.map(({ level }) => level);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(steps.at(-1)!.map).toEqual(watershed(relief, { markers, ...options }));
    expect(steps.length).toBeGreaterThan(7);
  }
});

it('yields states that are its own', () => {
  const [first, ...rest] = [...watershedSteps(relief, { markers, every: 3 })];
  first!.map.labels.fill(9);
  expect(rest.at(-1)!.map.labels[0]).toBe(1);
  expect(markers.labels[0]).toBe(1);
});

it('refuses what the watershed refuses, and lengths that are none', () => {
  expect(() => watershedSteps(relief, { markers, every: 1.5 }).next()).toThrow(/every/);
  expect(() => watershedSteps(relief, { markers: labelsOf(1, 1) }).next()).toThrow(/watershedSteps: markers of 1 x 1/);
  expect(() => watershed(relief, { markers: { ...markers, count: 1 } })).toThrow(/label 2 of markers at 6/);
});
