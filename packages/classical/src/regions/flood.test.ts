import { convertPicture, createPicture } from '@cv/image';
import { expect, it } from 'vitest';
import { flood } from './flood.ts';
import { floodFill } from './flood-fill.ts';
import { bytes, drawing, grayOf } from './rows.test.support.ts';

it('goes round corners to equal values, across them only with 8 neighbours', () => {
  const maze = bytes(5, ...drawing('11.11', '.1.1.', '.111.', '1...1'));
  expect([...flood(maze, [0, 0], { connectivity: 4 }).data]).toEqual(drawing('11.11', '.1.1.', '.111.', '.....'));
  expect([...flood(maze, [0, 0]).data]).toEqual([...maze.data]);
});

it('compares with the seed, or with the neighbour before', () => {
  const slope = bytes(6, 10, 12, 14, 16, 30, 16);
  expect([...flood(slope, [0, 0], { tolerance: 4 }).data]).toEqual([1, 1, 1, 0, 0, 0]);
  expect([...flood(slope, [0, 0], { tolerance: 2, reference: 'neighbor' }).data]).toEqual([1, 1, 1, 1, 0, 0]);
  expect([...flood(slope, [3, 0], { tolerance: 4 }).data]).toEqual([0, 1, 1, 1, 0, 0]);
});

it('takes colours channel by channel, in both layouts', () => {
  const data = Uint8Array.of(10, 10, 10, 12, 9, 11, 10, 10, 20);
  const picture = createPicture({ data, width: 3, height: 1, channels: 3 });
  for (const layout of ['interleaved', 'planar'] as const) {
    const same = convertPicture(picture, { layout });
    expect([...flood(same, [0, 0], { tolerance: 2 }).data]).toEqual([1, 1, 0]);
    const filled = convertPicture(floodFill(same, [0, 0], { value: [1, 2, 3], tolerance: 2 }), {
      layout: 'interleaved',
    });
    expect([...filled.data]).toEqual([1, 2, 3, 1, 2, 3, 10, 10, 20]);
  }
});

it('NaN is an island, infinity floods infinity only without a difference', () => {
  const odd = grayOf(4, Float32Array.of(Number.NaN, Number.NaN, 1, 1));
  expect([...flood(odd, [0, 0], { tolerance: 9 }).data]).toEqual([1, 0, 0, 0]);
  expect([...flood(odd, [3, 0]).data]).toEqual([0, 0, 1, 1]);
});

it('floodFill gives a copy with one value for all channels', () => {
  const picture = bytes(3, 5, 5, 6);
  expect([...floodFill(picture, [0, 0], { value: 9 }).data]).toEqual([9, 9, 6]);
  expect([...picture.data]).toEqual([5, 5, 6]);
  const floats = grayOf(2, Float32Array.of(0.5, 0.25));
  expect([...floodFill(floats, [1, 0], { value: -1.5 }).data]).toEqual([0.5, -1.5]);
});

it('fills a large picture without running out of stack', () => {
  const width = 1500;
  const picture = grayOf(width, new Uint16Array(width * width).fill(7));
  expect(flood(picture, [700, 3]).data.every((bit) => bit === 1)).toBe(true);
});

it('refuses seeds outside and options that are none', () => {
  const picture = bytes(2, 1, 2);
  for (const seed of [
    [2, 0],
    [0, 1],
    [-1, 0],
    [0.5, 0],
  ] as const) {
    expect(() => flood(picture, seed)).toThrow(/is no pixel of the picture; expects whole x below 2 and y below 1/);
  }
  expect(() => flood(picture, [0, 0], { tolerance: -1 })).toThrow(/tolerance/);
  expect(() => flood(picture, [0, 0], { reference: 'mean' as 'seed' })).toThrow(/reference must be seed or neighbor/);
  expect(() => flood(picture, [0, 0], { connectivity: 6 as 4 })).toThrow(/connectivity/);
  expect(() => floodFill(picture, [0, 0], { value: 256 })).toThrow(/a number that uint8 can hold/);
  expect(() => floodFill(picture, [0, 0], { value: [1, 2] })).toThrow(/received 1, 2/);
});
