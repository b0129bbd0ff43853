import { createPicture, type Picture } from '@cv/image';
import { expect, it } from 'vitest';
import { cleanMask } from './clean-mask.ts';
import { extremaOperations } from './extrema.ts';
import { growingOperations } from './growing.ts';
import { regionOperations } from './regions.ts';
import { slic } from './slic.ts';

/** Two discs of 200 that touch, on 20, with a speck and a hole. */
const side = 60;
const value = (x: number, y: number): number => {
  if (x === 50 && y === 5) return 200;
  if (x === 14 && y === 30) return 20;
  return Math.min(Math.hypot(x - 18, y - 30), Math.hypot(x - 40, y - 30)) < 12 ? 200 : 20;
};
const discs = createPicture({
  data: Uint8Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side))),
  width: side,
  height: side,
  channels: 1,
});
const wants = { stages: false };
const [components, , watershed] = regionOperations;
const [flood, grow, confidence] = growingOperations;
const pixel = (picture: Picture, x: number, y: number): readonly number[] => {
  const at = (y * side + x) * picture.channels;
  return Array.from(picture.data.slice(at, at + picture.channels));
};

it('components counts, and measures when asked', () => {
  const { numbers } = components!.run(discs, { connectivity: '8', measure: true }, wants);
  expect(numbers).toMatchObject({ count: 2, regions: [{ area: 1 }, { eulerNumber: 0, intensity: { min: [200] } }] });
  expect(components!.run(discs, { connectivity: '8', measure: false }, wants).numbers).toEqual({ count: 2 });
});

it('watershed parts discs that touch, and leaves specks and holes out', () => {
  const options = { height: 2, smallest: 50, compactness: 0 };
  const { picture, numbers, stages } = watershed!.run(discs, options, { stages: true });
  expect(numbers).toEqual({ count: 2 });
  expect(pixel(picture!, 18, 30)).not.toEqual(pixel(picture!, 40, 30));
  expect(pixel(picture!, 50, 5)).toEqual([0, 0, 0]);
  const names = Object.keys(stages!);
  expect(names.slice(0, 3)).toEqual(['mask', 'markers', 'after-0']);
  expect(stages![names.at(-1)!]!.data).toEqual(picture!.data);
  expect(watershed!.run(discs, { ...options, smallest: 0 }, wants).numbers).toMatchObject({ count: 3 });
});

it('cleanMask takes small parts and holes away', () => {
  const mask = createPicture({ ...discs, data: discs.data.map((v) => Number(v > 100)), range: [0, 1] });
  const clean = cleanMask(mask, 2);
  expect([clean.data[30 * side + 14], clean.data[5 * side + 50]]).toEqual([1, 0]);
  expect(cleanMask(mask, 1).data).toEqual(mask.data);
});

it('flood gives the mask, or fills', () => {
  const options = { seeds: [[18, 30]] as const, reference: 'seed', connectivity: '8' };
  const { picture, numbers } = flood!.run(discs, options, wants);
  const { pixels } = numbers as { pixels: number };
  expect(picture!.data.filter((bit) => bit === 1)).toHaveLength(pixels);
  const two = flood!.run(discs, { ...options, seeds: [...options.seeds, [50, 5]], fill: [90] }, wants);
  expect([pixel(two.picture!, 50, 5), pixel(two.picture!, 40, 30), pixel(two.picture!, 14, 30)]).toEqual([
    [90],
    [90],
    [20],
  ]);
  expect(two.numbers).toEqual({ pixels: pixels + 1 });
});

it('grow divides, within a tolerance or all of it, and shows its steps', () => {
  const options = {
    reference: 'mean',
    line: false,
    connectivity: '8',
    all: false,
    seeds: [
      [18, 30],
      [2, 2],
    ],
  };
  const sizes = (more: object): readonly number[] =>
    (grow!.run(discs, { ...options, ...more }, wants).numbers as { sizes: readonly number[] }).sizes;
  expect(sizes({})[0]! + sizes({})[1]!).toBe(side * side - 2); // but for the speck and the hole
  expect(sizes({ all: true })[0]! + sizes({ all: true })[1]!).toBe(side * side);
  const { stages, picture } = grow!.run(discs, options, { stages: true });
  expect(Object.values(stages!).at(-1)!.data).toEqual(picture!.data);
});

it('confidence, extrema and superpixels print what they find', () => {
  const found = confidence!.run(
    discs,
    { seeds: [[25, 30]], radius: 1, iterations: 4, multiplier: 2.5, connectivity: '4' },
    wants,
  );
  expect(found.numbers).toMatchObject({ mean: 200, standardDeviation: 0, lower: 200, upper: 200 });
  const counts = extremaOperations.map(({ name, run }) => [name, run(discs, { connectivity: '8' }, wants).numbers]);
  expect(counts).toEqual([
    ['h-maxima', { count: 2 }],
    ['h-minima', { count: 2 }],
    ['local-maxima', { count: 2 }],
    ['local-minima', { count: 2 }],
  ]);
  const options = { segments: 36, compactness: 0.1, iterations: 10, loose: false };
  const { picture, stages, numbers } = slic.run(discs, { ...options, show: 'means' }, { stages: true });
  expect(picture!.channels).toBe(1);
  expect(stages!.labels!.channels).toBe(3);
  expect((numbers as { segments: number }).segments).toBeGreaterThan(10);
});
