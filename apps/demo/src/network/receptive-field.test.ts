import { expect, it } from 'vitest';
import { receptiveField, regionBefore } from './receptive-field.ts';
import type { ConvStep, Step } from './step.ts';

const conv = (fields: Partial<ConvStep>): ConvStep => ({
  kind: 'conv',
  name: 'conv',
  shape: [28, 28, 6],
  kernelSize: [5, 5],
  stride: [1, 1],
  padding: [0, 0],
  dilation: [1, 1],
  groups: 1,
  activation: null,
  ...fields,
});

/** LeNet-5. */
const steps: readonly Step[] = [
  { kind: 'input', name: 'input', shape: [28, 28, 1] },
  conv({ name: 'conv1', padding: [2, 2] }),
  { kind: 'max-pool', name: 'pool1', shape: [14, 14, 6], kernelSize: [2, 2], stride: [2, 2], padding: [0, 0] },
  conv({ name: 'conv2', shape: [10, 10, 16] }),
  { kind: 'max-pool', name: 'pool2', shape: [5, 5, 16], kernelSize: [2, 2], stride: [2, 2], padding: [0, 0] },
  { kind: 'linear', name: 'fc1', shape: [1, 120, 1], activation: 'relu' },
];

const one = (top: number, left: number) => ({ top, left, height: 1, width: 1 });

it('is the kernel, moved by stride and padding, cut at the edge', () => {
  expect(regionBefore(conv({ padding: [2, 2] }), one(10, 12), [28, 28, 1])).toEqual({
    top: 8,
    left: 10,
    height: 5,
    width: 5,
  });
  expect(regionBefore(conv({ padding: [2, 2] }), one(0, 27), [28, 28, 1])).toEqual({
    top: 0,
    left: 25,
    height: 3,
    width: 3,
  });
  expect(regionBefore(conv({ stride: [2, 3] }), one(1, 1), [28, 28, 1])).toEqual({
    top: 2,
    left: 3,
    height: 5,
    width: 5,
  });
  expect(regionBefore(conv({ kernelSize: [3, 3], dilation: [2, 1] }), one(4, 4), [28, 28, 1])).toEqual({
    top: 4,
    left: 4,
    height: 5,
    width: 3,
  });
});

it('grows down to the input: 1, 2, 6, 12, 16 pixels from a value of the second pool', () => {
  const fields = receptiveField(steps.slice(0, 5), one(2, 2));
  expect(fields.map(({ height, width }) => [height, width])).toEqual([
    [16, 16],
    [12, 12],
    [6, 6],
    [2, 2],
    [1, 1],
  ]);
  expect(fields[0]).toMatchObject({ top: 6, left: 6 });
});

it('is everything for a fully connected layer', () => {
  expect(receptiveField(steps, one(0, 7))[4]).toEqual({ top: 0, left: 0, height: 5, width: 5 });
  expect(receptiveField(steps, one(0, 7))[0]).toEqual({ top: 0, left: 0, height: 28, width: 28 });
});

it('of a pixel is the pixel', () => {
  expect(receptiveField(steps.slice(0, 1), one(3, 4))).toEqual([one(3, 4)]);
});
