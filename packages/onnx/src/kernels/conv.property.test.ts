import { type Tensor, tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernel, openTestBackend } from '../testing.ts';
import { type ConvGeometry, convOutputShape } from './conv-geometry.ts';

type Shape = readonly [number, number, number, number];
interface Case {
  readonly x: Shape;
  /** [kh, kw, inChannels / groups, outChannels] */
  readonly filter: Shape;
  readonly geometry: ConvGeometry;
}

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

/** Calls `visit` with the flat indices of every product x[i] * filter[j] that is added to y[k]. */
function eachProduct(c: Case, visit: (i: number, j: number, k: number) => void): void {
  const [n, h, w, channels] = c.x;
  const [kh, kw, inner, outer] = c.filter;
  const [, oh, ow] = convOutputShape(c.x, c.filter, c.geometry) as [number, number, number];
  const { strides, pads, dilations, groups } = c.geometry;
  for (let b = 0; b < n; b++)
    for (let r = 0; r < oh; r++)
      for (let s = 0; s < ow; s++)
        for (let p = 0; p < kh; p++)
          for (let q = 0; q < kw; q++) {
            const row = r * strides[0] + p * dilations[0] - pads[0];
            const column = s * strides[1] + q * dilations[1] - pads[1];
            if (row < 0 || row >= h || column < 0 || column >= w) continue;
            for (let o = 0; o < outer; o++) {
              const first = Math.floor(o / (outer / groups)) * inner;
              for (let i = 0; i < inner; i++) {
                visit(
                  ((b * h + row) * w + column) * channels + first + i,
                  ((p * kw + q) * inner + i) * outer + o,
                  ((b * oh + r) * ow + s) * outer + o,
                );
              }
            }
          }
}

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
/** Small integers: float32 sums of their products are exact, so results must be equal. */
const numbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((i * 7 + seed * 13 + ((i * i) % 11)) % 9) - 4);

async function check(c: Case): Promise<void> {
  const shape = convOutputShape(c.x, c.filter, c.geometry) as unknown as Shape;
  const [x, filter, dy] = [numbers(size(c.x), 1), numbers(size(c.filter), 2), numbers(size(shape), 3)];
  const expected = {
    y: new Float32Array(dy.length),
    dx: new Float32Array(x.length),
    dw: new Float32Array(filter.length),
  };
  eachProduct(c, (i, j, k) => {
    expected.y[k]! += x[i]! * filter[j]!;
    expected.dx[i]! += dy[k]! * filter[j]!;
    expected.dw[j]! += dy[k]! * x[i]!;
  });
  const at = (values: Float32Array, of: readonly number[]): Tensor =>
    tensor4d(values, of as [number, number, number, number]);
  const [tx, tf, ty] = [at(x, c.x), at(filter, c.filter), at(dy, shape)];
  const attributes = { ...c.geometry };
  const results = {
    y: kernel('CvConv2D', { x: tx, filter: tf }, attributes),
    dx: kernel('CvConv2DBackpropInput', { dy: ty, filter: tf }, { ...attributes, inputShape: c.x }),
    dw: kernel('CvConv2DBackpropFilter', { x: tx, dy: ty }, { ...attributes, filterShape: c.filter }),
  };
  for (const name of ['y', 'dx', 'dw'] as const) {
    expect(results[name].shape).toEqual([...(name === 'y' ? shape : name === 'dx' ? c.x : c.filter)]);
    // + 0 turns -0 into 0, which the two sums may reach in different ways.
    expect((await results[name].data()).map((v) => v + 0)).toEqual(expected[name].map((v) => v + 0));
  }
  for (const t of [tx, tf, ty, ...Object.values(results)]) t.dispose();
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    n: fc.integer({ min: 1, max: 3 }),
    h: fc.integer({ min: 1, max: 9 }),
    w: fc.integer({ min: 1, max: 9 }),
    kh: fc.integer({ min: 1, max: 4 }),
    kw: fc.integer({ min: 1, max: 4 }),
    inner: fc.constantFrom(1, 2, 3, 17, 20),
    outer: fc.constantFrom(1, 2, 16),
    groups: fc.constantFrom(1, 1, 1, 2, 3),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    dilations: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
    pads: fc.tuple(...([0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 3 })) as [never, never, never, never])),
  })
  .map(({ n, h, w, kh, kw, inner, outer, groups, strides, dilations, pads }) => ({
    x: [n, h, w, inner * groups] as const,
    filter: [kh, kw, inner, outer * groups] as const,
    geometry: { strides, dilations, pads: pads as unknown as ConvGeometry['pads'], groups },
  }))
  .filter((c) => size(c.x) < 3000 && convOutputShape(c.x, c.filter, c.geometry).every((n) => n > 0));

/** Channels in whole blocks of 8 and 16, or few of them: what runs on blocks. */
const blockedCases: fc.Arbitrary<Case> = fc
  .record({
    n: fc.integer({ min: 1, max: 17 }),
    h: fc.integer({ min: 1, max: 7 }),
    w: fc.integer({ min: 1, max: 7 }),
    kh: fc.integer({ min: 1, max: 4 }),
    kw: fc.integer({ min: 1, max: 4 }),
    inner: fc.constantFrom(1, 3, 16, 32),
    outer: fc.constantFrom(16, 32),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    dilations: fc.constantFrom([1, 1] as const, [1, 1] as const, [2, 1] as const),
    pads: fc.tuple(...([0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 3 })) as [never, never, never, never])),
  })
  .map(({ n, h, w, kh, kw, inner, outer, strides, dilations, pads }) => ({
    x: [n, h, w, inner] as const,
    filter: [kh, kw, inner, outer] as const,
    geometry: { strides, dilations, pads: pads as unknown as ConvGeometry['pads'], groups: 1 },
  }))
  .filter((c) => convOutputShape(c.x, c.filter, c.geometry).every((n) => n > 0));

describe('convolution kernels', () => {
  it('equal the sums of products on blocks of channels, for every geometry', async () => {
    await fc.assert(fc.asyncProperty(blockedCases, check), { numRuns: 150, seed: 11 });
  });

  it('equal the sums of products for every geometry', async () => {
    await fc.assert(fc.asyncProperty(cases, check), { numRuns: 150, seed: 7 });
  });

  it.each([
    ['LeNet conv1: image by image', [4, 12, 12, 1], [5, 5, 1, 6], 2, 1],
    ['few channels: swapped', [4, 8, 8, 6], [5, 5, 6, 16], 0, 1],
    ['many channels: columns and flipped filter', [2, 6, 6, 20], [3, 3, 20, 24], 1, 1],
    ['stride 2 with a remainder', [2, 7, 7, 20], [3, 3, 20, 24], 1, 2],
    ['pointwise', [2, 5, 5, 20], [1, 1, 20, 24], 0, 1],
    ['pointwise, stride 2', [2, 5, 5, 20], [1, 1, 20, 24], 0, 2],
    ['padding wider than the filter reaches', [2, 4, 4, 20], [1, 1, 20, 3], 2, 1],
  ] as const)('%s', async (_, x, filter, pad, stride) => {
    await check({
      x,
      filter,
      geometry: { strides: [stride, stride], pads: [pad, pad, pad, pad], dilations: [1, 1], groups: 1 },
    });
  });

  it('keeps a chain of convolutions channels first: one transpose in, one out, one per filter', async () => {
    const geometry = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 };
    const y = tidy(() => {
      let x: Tensor = tensor(numbers(2 * 6 * 6 * 3, 1), [2, 6, 6, 3]);
      for (let i = 0; i < 4; i++) {
        const filter = tensor(numbers(3 * 3 * 3 * 3, i), [3, 3, 3, 3]);
        x = kernel('Relu', { x: kernel('CvConv2D', { x, filter }, geometry) });
        x = kernel('Add', { a: x, b: tensor([1, 2, 3]) });
      }
      return x;
    });
    await y.data();
    const model = Buffer.from(device.runner.lastModel).toString('latin1');
    expect(model.split('Transpose').length - 1).toBe(4 + 2);
  });
});
