import '@tensorflow/tfjs-backend-cpu';
import { createPicture, type Picture } from '@cv/image';
import type { Context } from '@cv/layers';
import { numTensors, type Tensor, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { detect } from './detect.ts';
import { type DetectionLevel, Detector } from './detector.ts';

const labels = ['ant', 'bee'];
const inputSize = [32, 32] as const;
const SURE = 20;

/** Sees the same in every picture: four cells of 16 pixels, an anchor of 16 x 16 each, two classes. */
class Seer extends Detector {
  override readonly kind: string = 'Seer';
  override readonly boxCoding = 'yolov5' as const;
  override readonly strides: readonly number[] = [16];
  override readonly classes = 2;
  readonly #cells: readonly (readonly number[])[];

  constructor(cells: readonly (readonly number[])[]) {
    super();
    this.#cells = cells;
  }

  override async levels(): Promise<readonly DetectionLevel[]> {
    return [{ stride: 16, anchors: [[16, 16]] }];
  }

  override resetHead(): void {}

  protected override maps(x: Tensor, _context: Context): Tensor[] {
    const count = x.shape[0]!;
    const values = Array.from({ length: count }, () => this.#cells.flat()).flat();
    return [tensor(values, [count, 2, 2, 7])];
  }
}

const nothing = [0, 0, 0, 0, -SURE, 0, 0];
const blank = (width: number, height: number): Picture => createPicture({ dtype: 'uint8', width, height, channels: 3 });

test('gives boxes in the pixels of the picture, clipped to it, best first', async () => {
  const before = numTensors();
  // The lower half of a 64 x 32 picture in 32 x 32: rows 8 to 24 of the input.
  const seer = new Seer([[0, 0, 0, 0, 1, SURE, -SURE], nothing, nothing, [0, 0, 0, 0, SURE, -SURE, SURE]]);
  const [found] = await detect(seer, [blank(64, 32)], { inputSize, labels });
  expect(found).toEqual([
    // 16 to 32 across and down in the input, of which rows 24 to 32 are gray
    { label: 'bee', index: 1, score: expect.closeTo(1, 6), x: 32, y: 16, width: 32, height: 16 },
    { label: 'ant', index: 0, score: expect.closeTo(0.731, 3), x: 0, y: 0, width: 32, height: 16 },
  ]);
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  expect(numTensors()).toBe(before);
});

test('answers for each picture, whatever its size: 1 x 1, a line, a large one', async () => {
  const seer = new Seer([[0, 0, 0, 0, SURE, SURE, -SURE], nothing, nothing, nothing]);
  const pictures = [blank(1, 1), blank(1000, 1), blank(300, 400)];
  const found = await detect(seer, pictures, { inputSize, labels });
  expect(found.map((some) => some.length)).toEqual([1, 1, 1]);
  for (const [i, some] of found.entries()) {
    for (const { x, y, width, height } of some) {
      expect(x >= 0 && y >= 0 && x + width <= pictures[i]!.width && y + height <= pictures[i]!.height).toBe(true);
    }
  }
  expect(found[0]![0]).toMatchObject({ x: 0, y: 0, width: 0.5, height: 0.5 });
  expect(found[1]![0]).toMatchObject({ x: 0, y: 0, width: 500, height: 1 }); // the line is row 15 of the input
  const below = new Seer([nothing, nothing, [0, 0, 0, 0, SURE, SURE, -SURE], nothing]);
  expect(await detect(below, [blank(1000, 1)], { inputSize, labels })).toEqual([[]]);
});

test('every option changes what comes out', async () => {
  // The first two lean towards each other: 15.4 and 16.6 pixels from the left.
  const seer = new Seer([
    [1, 0, 0, 0, SURE, 1, SURE],
    [-1, 0, 0, 0, SURE, SURE, 0],
    [0, 0, 0, 0, 0, SURE, -SURE],
    nothing,
  ]);
  const count = async (options: object): Promise<number> =>
    (await detect(seer, [blank(32, 32)], { inputSize, labels, ...options }))[0]!.length;
  expect(await count({})).toBe(3);
  expect(await count({ suppression: 'across-classes' })).toBe(2);
  expect(await count({ suppression: 'across-classes', iou: 0.99 })).toBe(3);
  expect(await count({ labelsPerBox: 'all' })).toBe(3); // the second labels are suppressed by the neighbours' first
  expect(await count({ labelsPerBox: 'all', iou: 1 })).toBe(5);
  expect(await count({ score: 0.6 })).toBe(2);
  expect(await count({ maxDetections: 1 })).toBe(1);
});

test('nothing in, nothing out; no object, no box; NaN is no object', async () => {
  const blind = new Seer([nothing, nothing, nothing, nothing]);
  expect(await detect(blind, [], { inputSize, labels })).toEqual([]);
  expect(await detect(blind, [blank(9, 9)], { inputSize, labels })).toEqual([[]]);
  const wrong = new Seer(Array.from({ length: 4 }, () => Array.from({ length: 7 }, () => Number.NaN)));
  expect(await detect(wrong, [blank(9, 9)], { inputSize, labels })).toEqual([[]]);
});

test('refuses other labels and numbers out of range, and leaves no tensor', async () => {
  const before = numTensors();
  const seer = new Seer([nothing, nothing, nothing, nothing]);
  const attempt = (options: object) => detect(seer, [blank(9, 9)], { inputSize, labels, ...options });
  await expect(attempt({ labels: ['ant'] })).rejects.toThrow('detect: 1 labels for a model of 2 classes');
  for (const wrong of [{ score: 2 }, { iou: -1 }, { maxDetections: 0 }, { inputSize: [0, 32] }]) {
    await expect(attempt(wrong)).rejects.toThrow(OptionError);
  }
  await expect(attempt({ inputSize: [24, 32] })).rejects.toThrow('multiples of 16');
  expect(numTensors()).toBe(before);
});
