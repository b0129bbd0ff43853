import { readFileSync } from 'node:fs';
import type { ResizeFilter } from '@cv/classical';
import { convertPicture, createPicture, type Picture } from '@cv/image';
import { describe, expect, test } from 'vitest';
import { inputWindow } from './input-window.ts';
import { preprocess } from './preprocess.ts';
import { caffeRecipe, cifarRecipe, imagenetRecipe, mnistRecipe } from './recipe.ts';
import { resizePlane } from './resize-plane.ts';

const black = -0.1307 / 0.3081;
const white = (1 - 0.1307) / 0.3081;

/** A gray picture of one value per pixel. */
function gray(width: number, height: number, value: (x: number, y: number) => number): Picture<Uint8Array> {
  const data = Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return createPicture({ data, width, height, channels: 1 });
}

/** A stroke in the middle, light on dark. */
const stroke = (width: number, height: number) =>
  gray(width, height, (x, y) => (x > width * 0.4 && x < width * 0.6 && y > height * 0.2 && y < height * 0.8 ? 255 : 0));

const inverted = (picture: Picture<Uint8Array>) =>
  createPicture({ ...picture, data: picture.data.map((value) => 255 - value) });

const images = (...pictures: Picture[]) => preprocess(pictures, mnistRecipe).images;

function expectNear(received: Float32Array, expected: Float32Array, tolerance = 1e-5): void {
  expect(received.length).toBe(expected.length);
  expect(received.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)).toBeLessThan(
    tolerance,
  );
}

describe('preprocess', () => {
  test('of an MNIST picture only normalises', () => {
    const picture = gray(28, 28, (x, y) => (x === 0 || y === 0 || x === 27 || y === 27 ? 0 : (x * 9 + y) % 256));
    const { images: values, shape } = preprocess([picture], mnistRecipe);
    expect(shape).toEqual([1, 28, 28, 1]);
    expectNear(
      values,
      Float32Array.from(picture.data, (value) => (value / 255 - 0.1307) / 0.3081),
    );
  });

  test('stacks pictures of different sizes, and none', () => {
    const both = preprocess([stroke(28, 28), stroke(90, 90)], mnistRecipe);
    expect(both.shape).toEqual([2, 28, 28, 1]);
    expect(both.images.subarray(0, 784)).toEqual(images(stroke(28, 28)));
    expect(both.images.subarray(784)).toEqual(images(stroke(90, 90)));
    expect(preprocess([], mnistRecipe)).toEqual({ images: new Float32Array(0), shape: [0, 28, 28, 1] });
  });

  test('turns dark on light into light on dark', () => {
    for (const size of [28, 61]) expectNear(images(inverted(stroke(size, size))), images(stroke(size, size)));
  });

  test('is the same for 8 and 16 bits, floats, planes, colour', () => {
    const picture = stroke(50, 50);
    const expected = images(picture);
    expectNear(images(convertPicture(picture, { dtype: 'uint16', range: [0, 65535] })), expected);
    expectNear(images(convertPicture(picture, { dtype: 'float32', range: [-1, 1] })), expected);
    const rgb = createPicture({
      data: Uint8Array.from({ length: 7500 }, (_, i) => picture.data[i % 2500]!),
      width: 50,
      height: 50,
      channels: 3,
      layout: 'planar',
    });
    expectNear(images(rgb), expected);
  });

  test('shows a drawing on a transparent ground whatever its colour', () => {
    const opacity = stroke(40, 40);
    for (const ink of [0, 255]) {
      const data = new Uint8Array(3200);
      for (const [i, alpha] of opacity.data.entries()) data.set([ink, alpha], 2 * i);
      expectNear(images(createPicture({ data, width: 40, height: 40, channels: 2 })), images(opacity));
    }
  });

  test('of a fully transparent picture is empty', () => {
    const picture = createPicture({ data: new Uint8Array(400), width: 10, height: 10, channels: 4 });
    expectNear(images(picture), new Float32Array(784).fill(black));
  });

  test('keeps the proportions and fills up with the background', () => {
    const wide = images(gray(56, 28, (x, y) => (x > 2 && x < 53 && y > 2 && y < 25 ? 255 : 0)));
    for (const row of [0, 6, 21, 27]) {
      expectNear(wide.subarray(row * 28, row * 28 + 28), new Float32Array(28).fill(black));
    }
    expect(wide[14 * 28 + 14]).toBeCloseTo(white, 5);
  });

  test('takes extreme sizes: one pixel, one row, one column', () => {
    expectNear(images(gray(1, 1, () => 0)), new Float32Array(784).fill(black));
    expect(images(gray(1000, 1, (x) => (x > 400 && x < 600 ? 255 : 0))).every(Number.isFinite)).toBe(true);
    expect(images(gray(1, 1000, () => 9)).every(Number.isFinite)).toBe(true);
  });

  test('does not change the picture', () => {
    const picture = inverted(stroke(30, 30));
    const copy = picture.data.slice();
    images(picture);
    expect(picture.data).toEqual(copy);
  });

  test('follows the recipe: size, mean, std', () => {
    const picture = stroke(28, 28);
    const other = { ...mnistRecipe, size: [14, 7] as const, mean: [0.5], std: [0.25] };
    const { images: values, shape } = preprocess([picture], other);
    expect(shape).toEqual([1, 14, 7, 1]);
    expect(values[0]).toBe(-2);
  });
});

const golden = <T>(name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as T[];

interface ResizeCase {
  readonly mode: ResizeFilter;
  readonly size: readonly [number, number];
  readonly target: readonly [number, number];
  readonly input: readonly number[];
  readonly output: readonly number[];
}

describe('resizePlane equals torch interpolate with antialias', () => {
  test.each(golden<ResizeCase>('resize'))('$mode $size to $target', ({ mode, size, target, input, output }) => {
    const plane = { data: Float32Array.from(input), width: size[1], height: size[0] };
    const resized = resizePlane(plane, { height: target[0], width: target[1], filter: mode });
    expect([resized.height, resized.width]).toEqual(target);
    expectNear(resized.data, Float32Array.from(output), 1e-6);
  });
});

describe('preprocess of colour equals torchvision', () => {
  const plain = { ...imagenetRecipe, mean: [0, 0, 0], std: [1, 1, 1] };

  test.each(golden<ResizeCase & { readonly resize: number }>('crop'))(
    '$mode $size, shorter side $resize, middle $target',
    ({ mode, size, resize, target, input, output }) => {
      const [height, width] = size;
      const picture = createPicture({ data: Float32Array.from(input), width, height, channels: 3 });
      const recipe = { ...plain, interpolation: mode, resize, size: target };
      const { images: values, shape } = preprocess([picture], recipe);
      expect(shape).toEqual([1, ...target, 3]);
      expectNear(values, Float32Array.from(output), 1e-6);
    },
  );

  test('normalises each channel, takes gray for colour, lays alpha on white', () => {
    const size = { width: 32, height: 32 };
    const gray = createPicture({ ...size, data: new Uint8Array(1024).fill(51), channels: 1 });
    const clear = createPicture({ ...size, data: new Uint8Array(4096), channels: 4 });
    const { images: values, shape } = preprocess([gray, clear], cifarRecipe);
    expect(shape).toEqual([2, 32, 32, 3]);
    const normal = (value: number) =>
      Float32Array.from([0.485, 0.456, 0.406], (mean, i) => (value - mean) / [0.229, 0.224, 0.225][i]!);
    expectNear(values.subarray(0, 3), normal(0.2));
    expectNear(values.subarray(-3), normal(1));
  });

  test('crops the shorter side of the size when no other is given', () => {
    const wide = createPicture({ data: new Uint8Array(64 * 32 * 3).fill(9), width: 64, height: 32, channels: 3 });
    expect(preprocess([wide], cifarRecipe).shape).toEqual([1, 32, 32, 3]);
  });

  test.each([
    [{ width: 500, height: 300 }, 'enlarge', { width: 426, height: 256 }],
    [{ width: 500, height: 300 }, 'keep', { width: 426, height: 256 }],
    [{ width: 240, height: 320 }, 'enlarge', { width: 256, height: 341 }],
    [{ width: 240, height: 320 }, 'keep', { width: 240, height: 320 }],
    [{ width: 100, height: 50 }, 'keep', { width: 454, height: 227 }],
  ] as const)('a picture of %o, smaller ones: %s', (picture, smaller, resized) => {
    expect(inputWindow(picture, { ...caffeRecipe, smaller }).resized).toEqual(resized);
  });

  test('keeps the pixels of a smaller picture where the recipe says so, blue first', () => {
    const data = new Uint8Array(240 * 230 * 3).map((_, i) => (i * 7) % 251);
    const picture = createPicture({ data, width: 240, height: 230, channels: 3 });
    const { images: kept } = preprocess([picture], caffeRecipe);
    // The middle 227 x 227: halves go to the even neighbour, so that 6 columns (of 6.5) and 2 rows (of 1.5) are left out before it.
    const pixel = data.subarray((2 * 240 + 6) * 3, (2 * 240 + 6) * 3 + 3);
    expectNear(kept.subarray(0, 3), Float32Array.of(pixel[2]! - 104, pixel[1]! - 117, pixel[0]! - 123), 1e-4);
    const { images: enlarged } = preprocess([picture], { ...caffeRecipe, smaller: 'enlarge' });
    expect(enlarged).not.toEqual(kept);
  });
});
