import { createPicture } from '@cv/image';
import { expect, it } from 'vitest';
import { bytes, drawing, labelsOf } from '../rows.test.support.ts';
import { regionProperties } from './region-properties.ts';

it('measures a single pixel and a line', () => {
  const [pixel, line] = regionProperties(labelsOf(6, ...drawing('1.....', '......', '.2222.')));
  expect(pixel).toMatchObject({
    label: 1,
    area: 1,
    boundingBox: { x: 0, y: 0, width: 1, height: 1 },
    centroid: [0, 0],
    extent: 1,
    majorAxisLength: 0,
    minorAxisLength: 0,
    eccentricity: 0,
    perimeter: 0,
    eulerNumber: 1,
    convexArea: 1,
    solidity: 1,
  });
  expect(pixel!.equivalentDiameter).toBeCloseTo(2 / Math.sqrt(Math.PI), 12);
  expect(line).toMatchObject({ area: 4, centroid: [2.5, 2], minorAxisLength: 0, eccentricity: 1, convexArea: 4 });
  expect(line!.majorAxisLength).toBeCloseTo(4 * Math.sqrt(1.25), 12);
  expect(Math.abs(line!.orientationRad)).toBeCloseTo(Math.PI / 2, 12); // it lies
  expect(pixel!.intensity).toBeUndefined();
});

it('counts holes, hulls and parts that are apart', () => {
  const [ring] = regionProperties(labelsOf(5, ...drawing('11111', '1...1', '1...1', '11111')));
  expect(ring).toMatchObject({ area: 14, eulerNumber: 0, convexArea: 20, solidity: 0.7, perimeter: 14 });
  const [corners] = regionProperties(labelsOf(3, ...drawing('1.1', '...', '1.1')));
  expect(corners).toMatchObject({ eulerNumber: 4, convexArea: 9, extent: 4 / 9 });
  const [diagonal] = regionProperties(labelsOf(2, ...drawing('1.', '.1')));
  expect(diagonal).toMatchObject({ eulerNumber: 1, convexArea: 2 });
  expect(diagonal!.orientationRad).toBeCloseTo(Math.PI / 4, 12);
});

it('keeps labels apart that touch, and leaves out those without a pixel', () => {
  const map = { ...labelsOf(4, ...drawing('1133', '1133')), count: 5 };
  const regions = regionProperties(map);
  expect(regions.map(({ label, area, perimeter }) => [label, area, perimeter])).toEqual([
    [1, 4, 4],
    [3, 4, 4],
  ]);
  expect(regionProperties(labelsOf(2, 0, 0))).toEqual([]);
});

it('measures intensities channel by channel', () => {
  const data = Uint8Array.of(1, 10, 100, 3, 20, 100, 9, 9, 9);
  const picture = createPicture({ data, width: 3, height: 1, channels: 3 });
  const [region] = regionProperties(labelsOf(3, 1, 1, 0), picture);
  expect(region!.intensity).toEqual({ mean: [2, 15, 100], min: [1, 10, 100], max: [3, 20, 100] });
  const nan = createPicture({ data: Float32Array.of(1, Number.NaN, 5), width: 3, height: 1, channels: 1 });
  const [first, second] = regionProperties(labelsOf(3, 1, 1, 2), nan);
  expect(first!.intensity).toEqual({ mean: [Number.NaN], min: [Number.NaN], max: [Number.NaN] });
  expect(second!.intensity).toEqual({ mean: [5], min: [5], max: [5] });
});

it('refuses pictures of another size and labels beyond the count', () => {
  expect(() => regionProperties(labelsOf(2, 1, 1), bytes(1, 1))).toThrow(/labels of 2 x 1 for 1 x 1 pixels/);
  expect(() => regionProperties({ ...labelsOf(2, 1, 2), count: 1 })).toThrow(/label 2 of map at 1/);
  expect(() => regionProperties({ ...labelsOf(2, 1, 2), height: 2 })).toThrow(/map of 2 x 2 needs 4 labels, it has 2/);
});
