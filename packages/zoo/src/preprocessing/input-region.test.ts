import { createPicture } from '@cv/image';
import { expect, test } from 'vitest';
import { inputRegion } from './input-region.ts';
import { preprocess } from './preprocess.ts';
import { imagenetRecipe, mnistRecipe } from './recipe.ts';

const near = (value: number) => expect.closeTo(value, 6);

test('of a recipe that cuts out the middle', () => {
  // 640 x 480 becomes 341 x 256; 224 x 224 of it starts at round-half-even(58.5) = 58, 16
  const scale = 640 / 341;
  expect(inputRegion({ width: 640, height: 480 }, imagenetRecipe)).toEqual({
    x: near(58 * scale),
    y: near((16 * 480) / 256),
    width: near(224 * scale),
    height: near((224 * 480) / 256),
  });
  expect(inputRegion({ width: 256, height: 256 }, imagenetRecipe)).toEqual({ x: 16, y: 16, width: 224, height: 224 });
});

test('of a recipe that fills up: larger than the picture', () => {
  expect(inputRegion({ width: 56, height: 28 }, mnistRecipe)).toEqual({ x: near(0), y: -14, width: 56, height: 56 });
  expect(inputRegion({ width: 28, height: 28 }, mnistRecipe)).toEqual({
    x: near(0),
    y: near(0),
    width: 28,
    height: 28,
  });
});

test('is where preprocess takes its pixels from', () => {
  const [width, height] = [300, 200];
  const recipe = { ...imagenetRecipe, size: [64, 64], resize: 80, mean: [0, 0, 0], std: [1, 1, 1] } as const;
  const { x, y, width: across, height: down } = inputRegion({ width, height }, recipe);
  const ramp = (value: (column: number, row: number) => number) =>
    createPicture({
      data: Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
      width,
      height,
      channels: 1,
    });
  const centre = (data: Float32Array) => data[(32 * 64 + 32) * 3]!;
  // Grey levels that rise with the position tell where an input pixel comes from.
  const columns = preprocess([ramp((column) => (column + 0.5) / width)], recipe).images;
  const rows = preprocess([ramp((_column, row) => (row + 0.5) / height)], recipe).images;
  expect(centre(columns) * width).toBeCloseTo(x + (32.5 / 64) * across, 1); // the filter's reach is cut to whole pixels
  expect(centre(rows) * height).toBeCloseTo(y + (32.5 / 64) * down, 1);
});
