import { createPicture, type Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { reconstruct } from './reconstruct.ts';

const gray = (width: number, values: readonly number[]): Picture =>
  createPicture({ data: Uint8Array.from(values), width, height: values.length / width, channels: 1 });

describe('reconstruct', () => {
  it('keeps the hill that the seed stands on, at most as high as the seed', () => {
    const mask = gray(7, [0, 5, 9, 5, 0, 8, 0]);
    const seed = gray(7, [0, 0, 7, 0, 0, 0, 0]);
    expect([...reconstruct(seed, mask).data]).toEqual([0, 5, 7, 5, 0, 0, 0]);
  });

  it('runs round corners and back, and over diagonals only with 8 neighbours', () => {
    // A spiral, and a pixel that touches it at a corner.
    const walls = [
      1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0,
    ];
    const mask = gray(
      6,
      walls.map((v) => v * 9),
    );
    const seed = gray(
      6,
      walls.map((_, i) => (i === 0 ? 4 : 0)),
    );
    const four = reconstruct(seed, mask, { connectivity: 4 }).data;
    const eight = reconstruct(seed, mask, { connectivity: 8 }).data;
    expect(four.filter((v) => v === 4)).toHaveLength(14);
    expect(eight.filter((v) => v === 4)).toHaveLength(15);
  });

  it('fills holes by erosion from the rim', () => {
    const hole = gray(5, [1, 1, 1, 1, 1, 1, 9, 9, 9, 1, 1, 9, 2, 9, 1, 1, 9, 9, 9, 1, 1, 1, 1, 1, 1]);
    const rim = gray(
      5,
      Array.from({ length: 25 }, (_, i) => ([0, 4].includes(i % 5) || i < 5 || i > 19 ? 1 : 9)),
    );
    const filled = reconstruct(rim, hole, { method: 'erosion' });
    expect(filled.data[12]).toBe(9);
    expect([...filled.data].filter((v) => v === 1)).toHaveLength(16);
  });

  it('refuses a seed above the mask, and pictures that do not fit', () => {
    const low = gray(2, [1, 1]);
    expect(() => reconstruct(gray(2, [1, 2]), low)).toThrow(/above the mask at value 1/);
    expect(() => reconstruct(gray(1, [1]), low)).toThrow(/same size/);
  });
});
