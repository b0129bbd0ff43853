import '@tensorflow/tfjs-backend-cpu';
import { dispose, read, slice, sum, tensor, valueAndGrads } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  Concat,
  Conv2d,
  ConvTranspose2d,
  GlobalAvgPool,
  type Module,
  ReLU,
  Residual,
  Sequential,
} from '../index.ts';
import type { ReceptiveField } from './field-geometry.ts';
import { summary } from './summary.ts';

const rng = new Rng(1);
const SIDE = 32;
const conv = (kernelSize: number | [number, number], options: object = {}) =>
  new Conv2d(1, 1, { kernelSize, rng, ...options });

const nets: Readonly<Record<string, () => Module>> = {
  convolutions: () => new Sequential([conv(3), conv(5, { padding: 2 }), new ReLU(), conv([1, 4])]),
  strides: () => new Sequential([conv(3, { stride: 2, padding: 1 }), new AvgPool2d(2), conv(3, { stride: [1, 2] })]),
  dilation: () => new Sequential([conv(3, { dilation: 3 }), conv(2, { dilation: [2, 1] })]),
  'padding per side': () =>
    new Sequential([
      conv(4, {
        padding: [
          [0, 3],
          [2, 1],
        ],
      }),
      conv(2, { padding: 'same' }),
    ]),
  'a residual': () =>
    new Sequential([conv(3, { padding: 1 }), new Residual(conv(5, { padding: 2 })), new AvgPool2d(2)]),
  'a projected residual': () =>
    new Residual(new Sequential([conv(3, { padding: 1, stride: 2 }), conv(3, { padding: 1 })]), conv(2, { stride: 2 })),
  'branches off the centre': () =>
    new Concat([
      conv(2, {
        padding: [
          [1, 0],
          [1, 0],
        ],
      }),
      conv(2, {
        padding: [
          [0, 1],
          [0, 1],
        ],
      }),
    ]),
  'a transposed convolution': () =>
    new Sequential([
      conv(3, { padding: 1 }),
      new ConvTranspose2d(1, 1, { kernelSize: 3, padding: 2, dilation: 2, rng }),
    ]),
  'an adaptive pool': () => new Sequential([conv(3, { padding: 1 }), new AdaptiveAvgPool2d(8)]),
};

/** First and last row and column of the input that place (`y`, `x`) of the output depends on, by its gradient under positive weights. */
async function reach(model: Module, y: number, x: number): Promise<[number, number, number, number]> {
  for (const parameter of model.parameters()) parameter.fill(new Float32Array(parameter.size).fill(0.5));
  const input = tensor(new Float32Array(SIDE * SIDE).fill(1), [1, SIDE, SIDE, 1]);
  const { value, grads } = valueAndGrads(() => {
    const maps = model.forward(input);
    return sum(slice(maps, { begin: [0, y, x, 0], size: [1, 1, 1, maps.shape[3]!] }));
  }, [input]);
  const slopes = Array.from(await read(grads[0]!));
  const places = slopes.flatMap((slope, i) => (slope === 0 ? [] : [i]));
  dispose([input, value, ...grads]);
  const rows = places.map((place) => Math.floor(place / SIDE));
  const columns = places.map((place) => place % SIDE);
  return [Math.min(...rows), Math.max(...rows), Math.min(...columns), Math.max(...columns)];
}

/** The same by the formula. */
function ends({ size, jump, start }: ReceptiveField, y: number, x: number): number[] {
  return [y, x].flatMap((place, axis) => {
    const centre = start[axis]! + place * jump[axis]!;
    return [centre - (size[axis]! - 1) / 2, centre + (size[axis]! - 1) / 2];
  });
}

describe('the field is what the gradient reaches', () => {
  test.each(Object.entries(nets))('%s', async (_name, build) => {
    const net = build();
    const model = new Sequential({ net, last: new ReLU() }); // its own row has the field of the whole net
    const { receptiveField, outputShape } = summary(model, [1, SIDE, SIDE, 1]).layers.at(-1)!;
    const [y, x] = [Math.floor(outputShape[1]! / 2), Math.floor((outputShape[2]! - 1) / 2)];
    expect(ends(receptiveField!, y, x)).toEqual(await reach(model, y, x));
    model.dispose();
  });
});

test('there is none where the output is no image, or the cells of a pool differ', () => {
  const fields = (model: Module) => summary(model, [1, 7, 7, 1]).layers.map(({ receptiveField }) => receptiveField);
  expect(fields(new Sequential([new GlobalAvgPool()]))).toEqual([null]);
  expect(fields(new Sequential([new AdaptiveAvgPool2d(3), new ReLU()]))).toEqual([null, null]);
});

test('there is none behind a transposed convolution with a stride, also where its padding keeps the size', () => {
  const up = new ConvTranspose2d(1, 1, { kernelSize: 4, stride: 2, padding: 5, rng });
  const { layers } = summary(new Sequential([up, new ReLU()]), [1, 8, 8, 1]);
  expect(layers.map(({ outputShape }) => outputShape)).toEqual([
    [1, 8, 8, 1],
    [1, 8, 8, 1],
  ]);
  expect(layers.map(({ receptiveField }) => receptiveField)).toEqual([null, null]);
});
