import { type ChannelCount, createPicture, type Picture, type PixelArray } from '@cv/image';
import { describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { everyOperation, titleOf, withoutPictures } from './every-operation.test.support.ts';
import type { Operation } from './operation.test.support.ts';

const arrays = { uint8: Uint8Array, uint16: Uint16Array, float32: Float32Array } as const;
const most = { uint8: 255, uint16: 65535, float32: 1 } as const;
type DType = keyof typeof arrays;

function pictureOf(
  dtype: DType,
  shape: { width: number; height: number; channels?: ChannelCount },
  value: (i: number) => number,
): Picture {
  const { width, height, channels = 1 } = shape;
  const data = new arrays[dtype](width * height * channels);
  for (let i = 0; i < data.length; i++) data[i] = value(i) * most[dtype];
  return createPicture({ data, width, height, channels });
}

function dtypesOf({ takes }: Operation): readonly DType[] {
  if (takes === 'bytes') return ['uint8'];
  return takes === 'gray integers' ? ['uint8', 'uint16'] : ['uint8', 'uint16', 'float32'];
}

const channelsOf = ({ takes }: Operation): readonly ChannelCount[] => (takes === undefined ? [1, 3] : [1]);

/** What comes back of a picture that must not change. */
function run({ prepare, run: call }: Operation, picture: Picture): unknown {
  const before = picture.data.slice();
  const result = call(picture, prepare?.(picture) as never);
  expect(picture.data).toEqual(before);
  return result;
}

/** What no result may hold; minus infinity is a criterion of what cannot be chosen. */
const bad = (number: number): boolean => Number.isNaN(number) || number === Number.POSITIVE_INFINITY;

/** All numbers that a result holds. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return [...(value as PixelArray)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

function pixelsIn(value: unknown): readonly number[] {
  if (ArrayBuffer.isView(value)) return [...(value as PixelArray)];
  if (typeof value !== 'object' || value === null) return [];
  if ('data' in value) return pixelsIn(value.data);
  return Object.values(value).flatMap(pixelsIn);
}

it('has every exported function in the table, or among those that see no pictures', () => {
  const exported = Object.entries(cv).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  const listed = new Set([...everyOperation.map(({ name }) => name), ...withoutPictures]);
  expect(exported.filter((name) => !listed.has(name))).toEqual([]);
  expect([...listed].filter((name) => !exported.includes(name))).toEqual([]);
});

describe.each(everyOperation.map((operation) => [titleOf(operation), operation] as const))('%s', (_, operation) => {
  const { constant, nan, atLeast = 1 } = operation;
  const shapes = [
    [1, 1],
    [9, 1],
    [1, 9],
    [2, 3],
  ] as const;

  it.each(shapes)(
    'takes %i x %i pixels of one value, all-equal colours, in every number format and at both ends',
    (width, height) => {
      for (const dtype of dtypesOf(operation)) {
        for (const channels of channelsOf(operation)) {
          for (const value of [0, 1, Math.fround(0.2)]) {
            const picture = pictureOf(dtype, { width, height, channels }, () => value);
            if (atLeast > 1) {
              expect(() => run(operation, picture)).toThrow(expect.objectContaining({ code: 'option' }));
              continue;
            }
            const result = run(operation, picture);
            const numbers = numbersIn(result);
            expect(numbers.filter(bad), `${dtype} ${channels} ${value}`).toEqual([]);
            if (constant === 'else') continue;
            const expected = constant === 'zero' ? 0 : picture.data[0]!;
            const off = pixelsIn(result).map((pixel) => Math.abs(pixel - expected) / most[dtype]);
            expect(Math.max(...off), `${dtype} ${channels} ${value}`).toBeLessThan(
              dtype === 'uint8' && constant === 'itself' ? 1e-5 : 1e-4,
            );
          }
        }
      }
    },
  );

  it('takes stripes of both ends of the number format', () => {
    const levels = Math.max(2, atLeast);
    for (const dtype of dtypesOf(operation)) {
      for (const channels of channelsOf(operation)) {
        const picture = pictureOf(
          dtype,
          { width: 24, height: 21, channels },
          (i) => ((i >> 2) % levels) / (levels - 1),
        );
        expect(numbersIn(run(operation, picture)).filter(bad), dtype).toEqual([]);
      }
    }
  });

  it.skipIf(!dtypesOf(operation).includes('float32')).each([Number.NaN, Number.POSITIVE_INFINITY])(
    '%d in the middle: as said (skipped for functions of integers)',
    (value) => {
      for (const channels of channelsOf(operation)) {
        const side = 64;
        const at = (32 * side + 32) * channels;
        const picture = pictureOf('float32', { width: side, height: side, channels }, (i) =>
          i === at ? value : (i % 7) / 7,
        );
        if (nan === 'refused' || (nan === 'NaN refused' && Number.isNaN(value))) {
          expect(() => run(operation, picture)).toThrow(
            expect.objectContaining({ name: 'PictureError', code: 'value' }),
          );
          continue;
        }
        const result = run(operation, picture);
        if (nan === 'near')
          expect(
            pixelsIn(result)
              .slice(0, side)
              .filter((pixel) => !Number.isFinite(pixel)),
          ).toEqual([]);
      }
    },
  );
});
