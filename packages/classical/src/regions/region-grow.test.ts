import { createPicture, type Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { regionGrow } from './region-grow.ts';
import { regionGrowSteps } from './region-grow-steps.ts';
import { bytes, grayOf, labelsOf } from './rows.test.support.ts';

/** The method of the paper as it is written: a list, sorted by how far pixels are from the nearest region that they touch. */
function growPlainly({ data, width, height }: Picture, seeds: Int32Array, count: number, line: boolean): Int32Array {
  const labels = seeds.slice();
  const boundary = new Set<number>();
  const mean = Array.from({ length: count + 1 }, (_, label) => {
    const own = [...data].filter((__, i) => labels[i] === label);
    return { sum: own.reduce((a, b) => a + b, 0), size: own.length };
  });
  const around = (i: number): number[] => {
    const steps = [
      [0, -1],
      [-1, 0],
      [1, 0],
      [0, 1],
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const;
    const [x, y] = [i % width, Math.floor(i / width)];
    return steps
      .map(([dx, dy]) => [x + dx, y + dy] as const)
      .filter(([nx, ny]) => nx >= 0 && ny >= 0 && nx < width && ny < height)
      .map(([nx, ny]) => ny * width + nx);
  };
  const nearest = (i: number): { label: number; delta: number; touching: Set<number> } => {
    const touching = new Set(
      around(i)
        .map((n) => labels[n]!)
        .filter((label) => label > 0),
    );
    let best = { label: 0, delta: Number.POSITIVE_INFINITY };
    for (const label of touching) {
      const delta = Math.abs(data[i]! - mean[label]!.sum / mean[label]!.size);
      if (delta < best.delta) best = { label, delta };
    }
    return { ...best, touching };
  };
  const list: { pixel: number; delta: number }[] = [];
  const add = (pixel: number): void => {
    for (const next of around(pixel)) {
      if (labels[next] !== 0 || boundary.has(next) || list.some((entry) => entry.pixel === next)) continue;
      const { delta } = nearest(next);
      const at = list.findIndex((entry) => entry.delta > delta);
      list.splice(at < 0 ? list.length : at, 0, { pixel: next, delta });
    }
  };
  for (const [i, label] of seeds.entries()) if (label > 0) add(i);
  while (list.length > 0) {
    const { pixel } = list.shift()!;
    const { label, touching } = nearest(pixel);
    if (line && touching.size > 1) {
      boundary.add(pixel);
      continue;
    }
    labels[pixel] = label;
    mean[label]!.sum += data[pixel]!;
    mean[label]!.size++;
    add(pixel);
  }
  return labels;
}

const random = (length: number, most: number): Uint8Array => {
  let state = 12345;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % most;
  });
};

describe('regionGrow', () => {
  it.each([false, true])('equals the plain list of the paper, line %s', (line) => {
    for (const [width, height, most] of [
      [13, 11, 256],
      [9, 17, 5], // many ties
      [30, 1, 40],
    ] as const) {
      const picture = grayOf(width, random(width * height, most));
      const seeds = new Int32Array(width * height);
      seeds[0] = 1;
      seeds[Math.floor(seeds.length / 2)] = 2;
      seeds[seeds.length - 2] = 3;
      const { labels } = regionGrow(picture, { labels: seeds, width, height, count: 3 }, { line });
      expect([...labels]).toEqual([...growPlainly(picture, seeds, 3, line)]);
    }
  });

  it('parts two grounds at their edge, from points or from markers of any shape', () => {
    const picture = bytes(6, 10, 11, 12, 90, 91, 92);
    const points = regionGrow(picture, [
      [0, 0],
      [5, 0],
    ]);
    expect(points).toMatchObject({ labels: Int32Array.of(1, 1, 1, 2, 2, 2), count: 2 });
    expect([...regionGrow(picture, labelsOf(6, 0, 1, 1, 0, 0, 2)).labels]).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('stops at the tolerance: of a mean that moves, or of the seed', () => {
    const slope = bytes(6, 10, 14, 18, 22, 26, 200);
    const seeds = [[0, 0]] as const;
    expect([...regionGrow(slope, seeds, { tolerance: 7 }).labels]).toEqual([1, 1, 1, 0, 0, 0]);
    expect([...regionGrow(slope, seeds, { tolerance: 8 }).labels]).toEqual([1, 1, 1, 1, 0, 0]);
    expect([...regionGrow(slope, seeds, { tolerance: 10, reference: 'seed' }).labels]).toEqual([1, 1, 1, 0, 0, 0]);
    expect([...regionGrow(slope, seeds, { tolerance: 10 }).labels]).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it('measures colours as vectors', () => {
    const data = Uint8Array.of(0, 0, 0, 3, 4, 0, 9, 9, 9);
    const picture = createPicture({ data, width: 3, height: 1, channels: 3 });
    expect([...regionGrow(picture, [[0, 0]], { tolerance: 5 }).labels]).toEqual([1, 1, 0]);
    expect([...regionGrow(picture, [[0, 0]], { tolerance: 4.9 }).labels]).toEqual([1, 0, 0]);
  });

  it('leaves a line, and touches corners only with 8 neighbours', () => {
    const seeds = [
      [0, 0],
      [2, 0],
    ] as const;
    expect([...regionGrow(bytes(3, 1, 5, 9), seeds, { line: true }).labels]).toEqual([1, 0, 2]);
    const corner = bytes(2, 5, 90, 90, 5);
    expect([...regionGrow(corner, [[0, 0]], { tolerance: 1 }).labels]).toEqual([1, 0, 0, 1]);
    expect([...regionGrow(corner, [[0, 0]], { tolerance: 1, connectivity: 4 }).labels]).toEqual([1, 0, 0, 0]);
  });

  it('of two points at one pixel the first counts; markers without a label grow nothing', () => {
    const twice = regionGrow(bytes(2, 1, 1), [
      [0, 0],
      [0, 0],
    ]);
    expect(twice).toMatchObject({ labels: Int32Array.of(1, 1), count: 2 });
    expect([...regionGrow(bytes(2, 1, 1), labelsOf(2, 0, 0)).labels]).toEqual([0, 0]);
  });

  it('leaves its input, and refuses what makes no sense', () => {
    const picture = bytes(2, 1, 9);
    const seeds = labelsOf(2, 1, 0);
    regionGrow(picture, seeds);
    expect([...seeds.labels]).toEqual([1, 0]);
    expect(() => regionGrow(picture, [])).toThrow(/at least one seed/);
    expect(() => regionGrow(picture, [[2, 0]])).toThrow(/no pixel of the picture/);
    expect(() => regionGrow(picture, labelsOf(1, 1))).toThrow(/markers of 1 x 1 for 2 x 1 pixels/);
    expect(() => regionGrow(picture, { ...seeds, count: 0 })).toThrow(/label 1 of markers at 0 is not one of 0 to 0/);
    expect(() => regionGrow(picture, seeds, { tolerance: -1 })).toThrow(/tolerance/);
    expect(() => regionGrow(picture, seeds, { reference: 'median' as 'mean' })).toThrow(/mean or seed/);
    expect(() => regionGrow(picture, seeds, { connectivity: 2 as 4 })).toThrow(/connectivity/);
    expect(() => regionGrow(grayOf(1, Float32Array.of(Number.NaN)), [[0, 0]])).toThrow(/NaN/);
  });
});

describe('regionGrowSteps', () => {
  const picture = grayOf(10, random(100, 256));
  const seeds = [
    [0, 0],
    [9, 9],
  ] as const;

  it('begins with the seeds, ends with the result, and only ever adds', () => {
    const steps = [...regionGrowSteps(picture, seeds, { every: 7 })];
    expect(steps[0]!.map.labels.filter(Boolean)).toHaveLength(2);
    expect(steps.at(-1)!.map.labels).toEqual(regionGrow(picture, seeds).labels);
    expect(steps.map(({ pixels }) => pixels)).toEqual(Array.from({ length: 15 }, (_, i) => Math.min(98, 7 * i)));
    for (const [i, { map, pixels }] of steps.entries()) {
      expect(map.labels.filter(Boolean)).toHaveLength(pixels + 2);
      if (i > 0) {
        const before = steps[i - 1]!.map.labels;
        expect(before.every((label, at) => label === 0 || label === map.labels[at])).toBe(true);
      }
    }
  });

  it('gives the means that pixels are compared with', () => {
    const [first] = regionGrowSteps(picture, seeds);
    expect([...first!.means]).toEqual([picture.data[0], picture.data[99]]);
    const last = [...regionGrowSteps(picture, seeds)].at(-1)!;
    const own = [...picture.data].filter((_, i) => last.map.labels[i] === 1);
    expect(last.means[0]).toBeCloseTo(own.reduce((a, b) => a + b, 0) / own.length, 10);
  });

  it('takes a hundredth by default, and refuses other lengths than whole numbers', () => {
    expect([...regionGrowSteps(picture, seeds)]).toHaveLength(99);
    expect(() => regionGrowSteps(picture, seeds, { every: 0 }).next()).toThrow(/every must be a whole number/);
    expect(() => regionGrowSteps(picture, [[99, 0]]).next()).toThrow(/regionGrowSteps: the seed/);
  });
});
