import { readFileSync } from 'node:fs';
import { convertPicture, type Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicPicture, noClassicPictures } from '../classic-pictures.test.support.ts';
import { type RotateOptions, rotate } from './rotate.ts';
import type { Transform } from './transform.ts';
import { type Point, transformFromPoints } from './transform-from-points.ts';
import { type WarpOptions, warp } from './warp.ts';

interface Sample {
  readonly shape: readonly number[];
  readonly step: number;
  readonly values: readonly number[];
}
interface Golden {
  readonly points: readonly { readonly from: Point[]; readonly to: Point[]; readonly transform: readonly number[] }[];
  readonly warps: readonly {
    readonly picture: string;
    readonly transform: 'affine' | 'perspective';
    readonly options: WarpOptions;
    readonly out: Sample;
  }[];
  readonly rotations: readonly {
    readonly picture: string;
    readonly angle: number;
    readonly options: RotateOptions;
    readonly out: Sample;
  }[];
}
const golden = JSON.parse(readFileSync(new URL('../../fixtures/warp.json', import.meta.url), 'utf8')) as Golden;
const [affine, perspective] = golden.points.map(({ transform }) => transform as unknown as Transform);
const transforms = { affine: affine!, perspective: perspective! };

const floats = async (name: string): Promise<Picture> =>
  convertPicture(await classicPicture(name), { dtype: 'float32', range: [0, 255] });

function expectSample({ data, width, height }: Picture, { shape, step, values }: Sample): void {
  expect([height, width]).toEqual(shape);
  values.forEach((value, i) => {
    expect(Math.abs(data[i * step]! - value)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value)));
  });
}

it.each(golden.points)('transformFromPoints equals OpenCV, from $from', ({ from, to, transform }) => {
  transformFromPoints(from, to).forEach((value, i) => {
    expect(Math.abs(value - transform[i]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(transform[i]!)));
  });
});

describe.skipIf(noClassicPictures)(`warp equals scikit-image ${noClassicPictures || ''}`, () => {
  it.each(golden.warps)('$picture, $transform, $options', async ({ picture, transform, options, out }) => {
    expectSample(warp(await floats(picture), transforms[transform], options), out);
  });

  it.each(golden.rotations)('$picture by $angle degrees, $options', async ({ picture, angle, options, out }) => {
    expectSample(rotate(await floats(picture), angle, options), out);
  });
});
